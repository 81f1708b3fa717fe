// A worker of workers.ts: reports that it is ready, waits for a message, works, and reports that it is done.
import { parentPort, workerData } from 'node:worker_threads'
import { register } from 'tsx/esm/api'

register()
const { matcherFromBytes } = await import('../../src/match/index.ts')

const { matcher, text, rounds } = workerData
const work = matcher === undefined ? busyLoop() : scanning(matcherFromBytes(matcher))
work()
parentPort.postMessage('ready')
parentPort.once('message', () => {
  for (let round = 0; round < rounds; round++) work()
  parentPort.postMessage('done')
})

function scanning(shared) {
  return () => shared.scanUtf8(text).length
}

function busyLoop() {
  let state = 1
  return () => {
    for (let n = 0; n < 5_000_000; n++) state = (Math.imul(state, 1_103_515_245) + 12_345) | 0
    return state
  }
}
