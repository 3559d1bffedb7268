"""A project's settings: found upward from the working directory, read strictly, turned into the rules in force."""

from trainlog_doctor.settings.find import find_settings
from trainlog_doctor.settings.model import PathSettings, RuleSettings, Settings

__all__ = ["PathSettings", "RuleSettings", "Settings", "find_settings"]
