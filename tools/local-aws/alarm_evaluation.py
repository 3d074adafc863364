"""Teaches MiniStack's alarms to watch their own metric only and to treat missing data as they are told.

MiniStack 1.5.33 evaluates an alarm over all metrics of its name, whatever their dimensions, and leaves its state alone when there is no
data. CloudWatch counts only the data with exactly the alarm's dimensions. Remove this file when a newer version does so too.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html#Dimension
https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
"""

import threading
import time

from ministack.services import cloudwatch

_evaluated = threading.local()


class _Metrics(type(cloudwatch._metrics)):
    """The store of metrics; while an alarm is evaluated, its items are those of that alarm."""

    def items(self):
        alarm = getattr(_evaluated, "alarm", None)
        if alarm is None:
            return super().items()
        key = (alarm.get("Namespace"), alarm.get("MetricName"), _dimensions_key(alarm))
        oldest = time.time() - alarm.get("Period", 60) * alarm.get("EvaluationPeriods", 1)
        points = [point for point in self.get(key, []) if point["Timestamp"] >= oldest]
        return [(key, points or _missing_data(alarm))]


def _dimensions_key(alarm):
    return cloudwatch._dims_key(cloudwatch._dims_from_list(alarm.get("Dimensions") or []))


def _missing_data(alarm):
    """A value on that side of the threshold which missing data counts as."""
    treatment = alarm.get("TreatMissingData")
    if treatment not in ("breaching", "notBreaching"):
        return []
    above = alarm.get("ComparisonOperator", "").startswith("GreaterThan") == (treatment == "breaching")
    return [{"Timestamp": time.time(), "Value": float(alarm.get("Threshold", 0)) + (1 if above else -1), "Unit": "None"}]


def register():
    metrics = _Metrics()
    metrics._data = cloudwatch._metrics._data
    cloudwatch._metrics = metrics
    evaluate = cloudwatch._evaluate_alarm

    def evaluate_by_own_metric(alarm):
        _evaluated.alarm = alarm
        try:
            evaluate(alarm)
        finally:
            _evaluated.alarm = None

    cloudwatch._evaluate_alarm = evaluate_by_own_metric
