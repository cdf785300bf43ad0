from rights.models.access_request import AccessDelay, AccessRequest
from rights.models.bundle import Bundle, BundleItem, Handover, Seal
from rights.models.destruction import (
    DestructionApproval,
    DestructionItem,
    DestructionList,
    DoomedRow,
    FileToRemove,
)
from rights.models.hold import LegalHold

__all__ = [
    "AccessDelay",
    "AccessRequest",
    "Bundle",
    "BundleItem",
    "DestructionApproval",
    "DestructionItem",
    "DestructionList",
    "DoomedRow",
    "FileToRemove",
    "Handover",
    "LegalHold",
    "Seal",
]
