import { expect, it, vi } from 'vitest'
import { connect, parseQueueUrl } from '../../../src/bulk/queue/index.js'
import type { ScreenError } from '../../../src/model/index.js'
import { messagesIn } from '../../../src/report/messages/index.js'
import { errorSentence } from '../../../src/report/sentences/index.js'
import { folderOf, screen } from '../../cli/command.js'

vi.mock('bullmq', () => {
  throw new Error('absent')
})
vi.mock('@aws-sdk/client-s3', () => {
  throw new Error('absent')
})

it.each(['zh-CN', 'en'] as const)('without the packages of the queue, an error in %s says what to install', async (language) => {
  const error: unknown = await connect(parseQueueUrl('redis://127.0.0.1:1')).catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({ code: 'configuration', reason: 'queue-not-installed' })
  expect(errorSentence(error as ScreenError, messagesIn(language))).toContain('npm install bullmq@6.7.0 ioredis@6.0.0')
})

it('without the AWS SDK, s3:// paths are refused and all others are screened', async () => {
  const ran = await screen(['enqueue', '--lang', 'en', '--queue', 'redis://127.0.0.1:1', 's3://archive/'])
  expect(ran).toMatchObject({ status: 2, stdout: '' })
  expect(ran.stderr).toContain('npm install @aws-sdk/client-s3@3.1175.0')
  expect((await screen(['--lang', 'en', 's3://archive/'])).status).toBe(2)
  expect((await screen(['--lang', 'en', folderOf({ 'a.txt': '天气' })])).status).toBe(0)
})
