"""M10 审批: one case a page, 同意 or 退回; and what waits, for whoever decides away from the desk."""
