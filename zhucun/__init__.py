"""Zhucun 驻村: the working system of village-stationed assistance, one ledger of facts."""

__version__ = "0.1.0"
