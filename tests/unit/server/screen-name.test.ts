import { Value } from '@sinclair/typebox/value'
import { expect, it } from 'vitest'
import { ACCOUNT_NAME, SCREEN_NAME } from '../../../shared/domain/account.ts'

// Fault seen: names that end in a dot or a hyphen refused; an access file with such a screen could then not be read.
it.each(['lobby', 'hall-1', 'lobby-', 'a.', 'b2.c'])('[DV1] %s, once good as a name of a screen, stays good', (name) => {
  expect([Value.Check(ACCOUNT_NAME, name), Value.Check(SCREEN_NAME, name)]).toEqual([true, true])
})

it.each(['西湖区政务大厅 1 号屏', '大厅·东'])('[DV1] %s is a name', (name) => {
  expect(Value.Check(SCREEN_NAME, name)).toBe(true)
})

it.each(['厅', '大厅 ', ' 大厅', '<b>', '大厅\n东', '大\u202e厅', '大'.repeat(41)])('[DV1] %j is none', (name) => {
  expect(Value.Check(SCREEN_NAME, name)).toBe(false)
})
