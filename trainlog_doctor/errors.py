"""Everything that can go wrong with what a user gave us: one tree, no wording.

An error carries a key into the language catalogues and the data for its placeholders; text is looked up last, so that
every error can be told in each language.
"""

from __future__ import annotations


class DoctorError(Exception):
    """Base of all errors that end in a message to the user instead of a traceback.

    Parameters
    ----------
    key
        Catalogue key ``errors.<key>`` of the message.
    **data
        Values for the message's placeholders: plain text and numbers.
    """

    def __init__(self, key: str, /, **data: object) -> None:
        super().__init__(key)
        self.key = key
        self.data = data


class UsageError(DoctorError):
    """An option or argument that cannot be honoured."""


class SourceError(DoctorError):
    """A source that could not be opened or read to its end."""


class FormatError(DoctorError):
    """A source that was read but holds no training history that we recognise, or more than one reading of it."""


class ManyFaultsError(DoctorError):
    """Several faults, all of them at once.

    Parameters
    ----------
    faults
        One error a fault, in the order of files and lines.
    **data
        Further values for the message's placeholders, beside ``count``.
    """

    def __init__(self, key: str, faults: tuple[DoctorError, ...], /, **data: object) -> None:
        super().__init__(key, count=len(faults), **data)
        self.faults = faults


class RulePackError(ManyFaultsError):
    """Faults of rule files."""

    def __init__(self, faults: tuple[DoctorError, ...]) -> None:
        super().__init__("rule_pack", faults)


class SettingsError(ManyFaultsError):
    """Faults of a settings file."""

    def __init__(self, faults: tuple[DoctorError, ...]) -> None:
        super().__init__("settings_file", faults)
