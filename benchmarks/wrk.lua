-- Says what wrk has measured as one line of JSON, in exact numbers, for benchmarks/load.py.
-- wrk calls this once, at the end, so that it costs the requests nothing.
function done(summary, latency, requests)
   local errors = summary.errors
   local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
   io.write(string.format(
      '{"microseconds": %d, "answers": %d, "bytes": %d, "failed": %d, "p50": %d, "p99": %d}\n',
      summary.duration, summary.requests, summary.bytes, failed,
      latency:percentile(50.0), latency:percentile(99.0)
   ))
end
