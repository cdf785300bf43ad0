from rights.models.access_request import AccessDelay, AccessRequest
from rights.models.bundle import Bundle, BundleItem, Handover, Seal

__all__ = ["AccessDelay", "AccessRequest", "Bundle", "BundleItem", "Handover", "Seal"]
