import type {HttpClient} from './http';

export interface CaseReply {
  readonly id: string;
  readonly version: string;
}

export const hold = {type: 'hold', data: {reason: 'Waiting for the outside hospital’s records.'}};
export const resume = {type: 'resume', data: {reason: 'The records are here.'}};

/** Cases that can be put on hold and taken up again for ever: a true action, that never runs out. */
export async function someCases(office: HttpClient, count: number): Promise<CaseReply[]> {
  const {body: programmes} =
    await office.send<{form: {properties: {focusPhysician: {oneOf: {const: string}[]}}}}[]>(
      '/api/programmes',
    );
  const focusPhysician = programmes[0]?.form.properties.focusPhysician.oneOf.at(-1)?.const;
  const data = {
    class: 'case',
    source: 'staff',
    eventDate: '2026-01-15',
    department: 'Medicine',
    focusPhysician,
    patientReference: 'MRN 1',
    narrative: 'Transfer to intensive care 14 hours after admission.',
  };
  const cases: CaseReply[] = [];
  for (let index = 0; index < count; index += 1)
    cases.push(
      (await office.send<CaseReply>('/api/cases', {method: 'POST', body: {programme: 'peer-review', data}}))
        .body,
    );
  return cases;
}

/** One case, put on hold and taken up again in turn, each time with the version that the last reply gave. */
export class Cycle {
  readonly #office: HttpClient;
  readonly #id: string;
  #version: string;
  #held = false;

  constructor(office: HttpClient, {id, version}: CaseReply) {
    this.#office = office;
    this.#id = id;
    this.#version = version;
  }

  async act(): Promise<void> {
    const {body} = await this.#office.send<{case: CaseReply}>(`/api/cases/${this.#id}/actions`, {
      method: 'POST',
      headers: {'if-match': `"${this.#version}"`},
      body: this.#held ? resume : hold,
    });
    this.#version = body.case.version;
    this.#held = !this.#held;
  }
}
