"""The measure's rows, by topic."""

from zhucun.incentives.benefits.models import AccidentInsurance, BenefitPayment, CareVisit, HealthCheck

__all__ = ["AccidentInsurance", "BenefitPayment", "CareVisit", "HealthCheck"]
