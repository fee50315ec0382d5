// Delivers purchase requests by Segment's client for Node: HOST KEY FIRST COUNT; four events a request.
import { Analytics } from '@segment/analytics-node'

const [host, writeKey, first, count] = process.argv.slice(2)
const analytics = new Analytics({ host, writeKey, maxEventsInBatch: 60, flushInterval: 50 })
let failed = 0
analytics.on('error', () => { failed += 1 })
for (let request = Number(first); request < Number(first) + Number(count); request += 1) {
  const began = Date.UTC(2026, 0, 12) + request * 600_000
  for (const [hour, step] of ['submit', 'check', 'approve', 'order'].entries()) {
    analytics.track({
      userId: `buyer-${request % 40}@example.com`,
      event: 'Step Done',
      properties: { step, request_id: `R-${request}`, amount_band: 'small', note: 'not to be stored' },
      timestamp: new Date(began + hour * 3_600_000),
    })
  }
}
await analytics.closeAndFlush()
if (failed) process.exit(1)
