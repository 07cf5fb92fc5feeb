"""调度与工作提示: this month on one page (screen G10); whatever of it one may see."""
