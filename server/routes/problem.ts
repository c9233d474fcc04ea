import type { Response } from 'express'

/** A refused request as RFC 9457 tells it; `code` is stable, `title` says what to do. */
export interface Problem {
  readonly status: number
  readonly code: string
  readonly title: string
}

export function sendProblem(response: Response, problem: Problem): void {
  response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem))
}
