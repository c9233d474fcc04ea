import type { FrameNode } from '../../../shared/protocol/messages.ts'
import { beginsWithInitials } from './pinyin-initials.ts'

const MOST = 40

/** 0 its code, 1 within name or code, 2 the initials of its name in pinyin; undefined where nothing fits. */
function fit({ code, zh, en }: FrameNode, asked: string): number | undefined {
  const name = en.toLowerCase()
  if (code.toLowerCase() === asked) return 0
  if (code.toLowerCase().includes(asked) || zh.includes(asked) || name.includes(asked)) return 1
  return beginsWithInitials(name, asked) ? 2 : undefined
}

/** Nodes whose name, pinyin initials or code fit: exact codes first, then by level, names before initials, then as the city orders them. */
export function searchNodes(nodes: readonly FrameNode[], text: string): readonly FrameNode[] {
  const asked = text.trim().toLowerCase()
  if (asked === '') return []
  const found = nodes.flatMap((node) => {
    const how = fit(node, asked)
    return how === undefined ? [] : [{ node, rank: how === 0 ? -1 : node.level * 4 + how }]
  })
  return found
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MOST)
    .map(({ node }) => node)
}
