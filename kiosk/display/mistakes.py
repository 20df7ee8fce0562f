"""What a person who starts a display can get wrong; the text of each says it in Chinese."""


class NotADisplayError(Exception):
    """The credential belongs to no display of this plan."""


class NoScreenError(Exception):
    """There is no screen to open a window on."""


class NoVoiceError(Exception):
    """The sounds cannot be read, or the folder for spoken calls cannot be made."""
