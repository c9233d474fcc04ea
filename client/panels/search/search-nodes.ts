import type { FrameNode } from '../../../shared/protocol/messages.ts'

const MOST = 40

/** Nodes whose name or code holds the text: exact codes first, then by level, then as the city orders them. */
export function searchNodes(nodes: readonly FrameNode[], text: string): readonly FrameNode[] {
  const asked = text.trim().toLowerCase()
  if (asked === '') return []
  const found = nodes.filter(
    ({ code, zh, en }) => code.toLowerCase().includes(asked) || zh.includes(asked) || en.toLowerCase().includes(asked),
  )
  const rank = (node: FrameNode) => (node.code.toLowerCase() === asked ? -1 : node.level)
  return found.sort((a, b) => rank(a) - rank(b)).slice(0, MOST)
}
