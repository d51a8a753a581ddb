"""One spasm over its days: records, progress, packs, the chart and the summary."""
