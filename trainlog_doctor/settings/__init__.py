"""A project's settings: found upward from the working directory, read strictly, turned into the rules in force."""

from trainlog_doctor.settings.find import find_settings
from trainlog_doctor.settings.model import GateSettings, PathSettings, RuleSettings, Settings, SuppressSettings

__all__ = ["GateSettings", "PathSettings", "RuleSettings", "Settings", "SuppressSettings", "find_settings"]
