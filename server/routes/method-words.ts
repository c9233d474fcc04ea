import type { PrivacyLedger } from '../../shared/protocol/privacy-ledger.ts'

interface Chapter {
  readonly title: string
  readonly lines: readonly string[]
}

const count = (n: number) => n.toLocaleString('en-US')

function zh({ smallestShown: k, cells, detailDays, refused, adversary, sources, assessed }: PrivacyLedger): readonly Chapter[] {
  return [
    {
      title: '只看地方和工作，不看人',
      lines: [
        '大屏显示的是街道、社区、网格里发生的事和正在做的工作，不显示任何人。姓名、电话、身份证号、车牌、人脸、行踪都没有地方可填；看起来像这些内容的数据在入口就被拒收，内容不保存。',
        `至今因疑似个人信息拒收 ${count(refused)} 条。`,
      ],
    },
    {
      title: '数目太小的不显示',
      lines: [
        `涉及人的事项，一个地方一天不足 ${k.P} 件不显示，显示为“‹${k.P}”；敏感事项不足 ${k.X} 件不显示，并且只按街道、只在一天结束之后统计。`,
        '被隐藏的数也不能由别的数推算出来：上级的数只由已公开的数相加，再加一个取整的余数；更新至多每 15 分钟一次，只按整档增加。',
        `现在隐藏：涉及人的 ${count(cells.P.hidden)} 格，敏感的 ${count(cells.X.hidden)} 格。`,
      ],
    },
    {
      title: '我们自己先攻击自己',
      lines: [
        adversary === undefined
          ? '尚无攻击演练的记录。'
          : `${adversary.ranOn} 的攻击演练：模拟一个记下每一帧画面、知道全部规则的人，对 ${adversary.cities} 座模拟城市和本市 ${adversary.streets} 条街道逐一求解，试了隐藏格的 ${count(adversary.values)} 个可能值，能排除的有 ${adversary.ruledOut} 个。${adversary.sameEngine ? '' : '此后发布程序有改动，须重新演练。'}`,
      ],
    },
    {
      title: '到时候就忘记',
      lines: [
        `涉及人的和敏感的明细最多保存 ${detailDays} 天，来源登记的期限更短的按登记；之后只剩汇总数。值班人员写的备注 30 天后删去文字。`,
      ],
    },
    {
      title: '谁允许的',
      lines: [
        `共有 ${sources.total} 个数据来源，用途、依据都已登记且在授权期内的 ${sources.valid} 个；未登记依据的 ${sources.unregistered} 个，授权到期的 ${sources.expired} 个。授权到期的那一分钟起，不再接收它的任何数据。`,
        ...(assessed ? [`对数据使用的评估：最早 ${assessed.oldest}，最近 ${assessed.newest}。`] : []),
      ],
    },
    {
      title: '您可以问',
      lines: [
        '您可以问：关于我住的地方，你们保存了什么？工作人员会给您一页答复：按地方回答，不按人回答，因为这里没有按人保存的数据。',
        '受理部门与联系方式：（由使用单位填写）',
      ],
    },
  ]
}

function en({ smallestShown: k, cells, detailDays, refused, adversary, sources, assessed }: PrivacyLedger): readonly Chapter[] {
  return [
    {
      title: 'Places and work, never people',
      lines: [
        'The wall shows what happens in streets, communities and grids, and the work being done there. It shows nobody. There is no field for a name, a phone number, an identity number, a number plate, a face or a movement; what looks like one is refused at the door and not kept.',
        `Refused so far because it looked like personal data: ${count(refused)}.`,
      ],
    },
    {
      title: 'Small numbers are not shown',
      lines: [
        `Of matters that concern persons, fewer than ${k.P} at one place on one day are shown as “‹${k.P}”; of sensitive matters fewer than ${k.X}, and these only by street and only once the day is over.`,
        'Nor does a hidden number follow from others: a wider area is the sum of what was published, with a rounded remainder; it is updated every 15 minutes at most, and upward in whole steps only.',
        `Hidden now: ${count(cells.P.hidden)} cells that concern persons, ${count(cells.X.hidden)} sensitive ones.`,
      ],
    },
    {
      title: 'We attack ourselves first',
      lines: [
        adversary === undefined
          ? 'No run of the adversary is on record.'
          : `The run of ${adversary.ranOn}: somebody who keeps every frame and knows every rule, solving ${adversary.cities} simulated cities and ${adversary.streets} streets of this one, tried ${count(adversary.values)} values of hidden cells and could rule out ${adversary.ruledOut}.${adversary.sameEngine ? '' : ' The engine has changed since; it must be attacked anew.'}`,
      ],
    },
    {
      title: 'It forgets in time',
      lines: [
        `Detail that concerns persons or is sensitive is kept for ${detailDays} days at most, for less where the register of its source says so; after that sums remain. The words of notes written by staff are deleted after 30 days.`,
      ],
    },
    {
      title: 'By whose leave',
      lines: [
        `Of ${sources.total} sources ${sources.valid} have a purpose, a registered basis and an authorisation that has not ended; ${sources.unregistered} have no registered basis, ${sources.expired} have run out. From the minute an authorisation ends nothing more is taken.`,
        ...(assessed ? [`Assessments of use: oldest ${assessed.oldest}, newest ${assessed.newest}.`] : []),
      ],
    },
    {
      title: 'You may ask',
      lines: [
        'You may ask what is held about the place where you live. Staff will give you one page of answer, by place and never by person: nothing here is kept by person.',
        'Office and contact: (to be entered by the operating body)',
      ],
    },
  ]
}

/** The method in plain words for residents, with the figures of the ledger. PR12 */
export const METHOD_WORDS = { zh, en } as const
export const METHOD_TITLES = { zh: '这面大屏怎样对待个人信息', en: 'How this wall treats personal data' } as const
