import type {SampleScenario} from '../charts';

export interface StoryStep {
  readonly by: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** One case of the demonstration; people are written as `@key`, committees as `#key`. */
export interface Story {
  readonly programme: string;
  /** Days before today on which it was referred. */
  readonly daysAgo: number;
  /** Of which its chart tells; null without a chart. */
  readonly scenario: SampleScenario | null;
  readonly physician: string;
  readonly referral: {
    readonly class: string;
    readonly source?: string;
    readonly trigger?: string;
    readonly department: string;
    readonly narrative: string;
  };
  readonly steps: readonly StoryStep[];
}

export const step = (by: string, type: string, data: StoryStep['data'] = {}): StoryStep => ({by, type, data});

/** The office takes a case in. */
export const takenIn = (committee: string, purpose: string): StoryStep =>
  step('coordinator', 'startScreening', {
    committee: `#${committee}`,
    purpose,
    privilegeBasis: 'State peer review statute (example text, to be approved by counsel)',
    requestedBy: 'Quality office',
  });
