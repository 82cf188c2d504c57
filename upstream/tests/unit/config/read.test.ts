import { expect, test } from 'vitest'
import { problemsWith } from '../../../../tests/unit/config/support.ts'
import { wrongConfig } from '../../../support/hostile/wrong-config.ts'

test.each(wrongConfig)('the error message for %s=%j does not contain the value', (variable, value) => {
  const list = problemsWith({ [variable]: value })
  expect(list.map((one) => one.variable)).toEqual([variable])
  for (const { problem, fix } of list) {
    expect(problem).toMatch(/^(is|has|contains|uses) /)
    expect(fix).toMatch(/^[A-Z].*\.$/)
    expect(problem + fix).not.toContain('canary')
  }
})
