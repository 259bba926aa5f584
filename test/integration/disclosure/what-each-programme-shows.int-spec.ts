import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import {aBundle, observation, patient} from '../../support/bundles';
import {aHospital} from '../../support/case-builders';
import {crawl, found, kindsOf} from '../../support/crawl';
import {follow, stationsOf} from '../../support/routes';
import {Asker} from '../../support/sweep/asker';
import {textOf} from '../../support/sweep/reply-text';
import {Walker} from '../../support/walk';

let app: TestApp;
let walker: Walker;
let compared = 0;

beforeAll(async () => {
  app = await startTestApp();
  walker = new Walker(app, await aHospital(app));
});

afterAll(async () => {
  await app.close();
  process.stdout.write(`further programmes, stations x people x kinds of content compared: ${compared}\n`);
});

/** From which station on a person knows of the case, and sees each kind of content. */
interface Sight {
  readonly from: string;
  readonly kinds: Readonly<Record<string, string>>;
  /** From then on the case is gone for them. */
  readonly until?: string;
}
type Table = Readonly<Record<string, Sight>>;

const conferenceOfLearning = {
  conferenceCase: 'conference',
  improvementAction: 'actionsOpen',
  bottomLines: 'actionsOpen',
  improvementDone: 'closed',
} as const;
const conferenceOfCases = {...conferenceOfLearning, conferenceCase: 'prepared'} as const;
const owner: Sight = {from: 'actionsOpen', kinds: {improvementAction: 'actionsOpen'}, until: 'closed'};

/** Whoever is not named sees no such case at all: so does member4, whose shared practice group is confirmed. */
const TABLES: Readonly<Record<string, Table>> = {
  'peer-learning': {
    staff: {from: 'submitted', kinds: {referral: 'submitted'}},
    coordinator: {
      from: 'submitted',
      kinds: {
        referral: 'submitted',
        patient: 'submitted',
        document: 'submitted',
        protection: 'triage',
        assignment: 'assigned',
        review: 'feedback',
        letter: 'responseWindow',
        acknowledgement: 'anonymising',
        response: 'anonymising',
        ...conferenceOfLearning,
        attendance: 'actionsOpen',
        closing: 'closed',
      },
    },
    chair: {from: 'conference', kinds: conferenceOfLearning},
    vicechair: {from: 'conference', kinds: conferenceOfLearning},
    member1: {from: 'conference', kinds: conferenceOfLearning},
    compliance: {from: 'submitted', kinds: {protection: 'triage'}},
    physician: {
      from: 'responseWindow',
      kinds: {
        letter: 'responseWindow',
        acknowledgement: 'anonymising',
        response: 'anonymising',
        ...conferenceOfLearning,
      },
    },
    reviewer3: {
      from: 'assigned',
      kinds: {assignment: 'assigned', referral: 'inReview', document: 'inReview', review: 'feedback'},
    },
    leader: owner,
  },
  'rule-follow-up': {
    staff: {from: 'reported', kinds: {referral: 'reported'}},
    coordinator: {
      from: 'reported',
      kinds: {
        referral: 'reported',
        patient: 'reported',
        document: 'reported',
        protection: 'checking',
        inputRequest: 'awaitingInput',
        requestedPatient: 'awaitingInput',
        input: 'deciding',
        finding: 'letter',
        repeats: 'letter',
        letter: 'responseWindow',
        acknowledgement: 'closed',
        response: 'closed',
        closing: 'closed',
      },
    },
    chair: {from: 'reported', kinds: {protection: 'checking'}},
    vicechair: {from: 'reported', kinds: {protection: 'checking'}},
    compliance: {from: 'reported', kinds: {protection: 'checking'}},
    physician: {
      from: 'awaitingInput',
      kinds: {
        inputRequest: 'awaitingInput',
        requestedPatient: 'awaitingInput',
        input: 'deciding',
        finding: 'responseWindow',
        letter: 'responseWindow',
        acknowledgement: 'closed',
        response: 'closed',
      },
    },
  },
  'case-conference': {
    staff: {from: 'proposed', kinds: {referral: 'proposed'}},
    coordinator: {
      from: 'proposed',
      kinds: {
        referral: 'proposed',
        patient: 'proposed',
        document: 'proposed',
        protection: 'selecting',
        screening: 'awaitingInput',
        inputRequest: 'awaitingInput',
        requestedPatient: 'awaitingInput',
        input: 'readyToAssign',
        assignment: 'assigned',
        review: 'analysed',
        ...conferenceOfCases,
        meeting: 'conference',
        attendance: 'actionsOpen',
        closing: 'closed',
      },
    },
    chair: {from: 'proposed', kinds: {protection: 'selecting', ...conferenceOfCases}},
    vicechair: {from: 'proposed', kinds: {protection: 'selecting', ...conferenceOfCases}},
    member1: {from: 'prepared', kinds: conferenceOfCases},
    compliance: {from: 'proposed', kinds: {protection: 'selecting'}},
    physician: {
      from: 'awaitingInput',
      kinds: {
        inputRequest: 'awaitingInput',
        requestedPatient: 'awaitingInput',
        input: 'readyToAssign',
        ...conferenceOfCases,
        conferenceCase: 'actionsOpen',
      },
    },
    reviewer3: {
      from: 'assigned',
      kinds: {
        assignment: 'assigned',
        referral: 'inReview',
        document: 'inReview',
        inputRequest: 'inReview',
        input: 'inReview',
        review: 'analysed',
        ...conferenceOfCases,
      },
    },
    leader: owner,
  },
};
const EVERYBODY = [
  ...['staff', 'coordinator', 'chair', 'vicechair', 'member1', 'member4', 'compliance', 'physician'],
  ...['reviewer1', 'reviewer3', 'reviewer6', 'leader', 'admin', 'outsider', 'physician2'],
];

describe('what each person sees at each station', () => {
  it.each(Object.keys(TABLES))('is what the table says, in %s', async (programme) => {
    const stations = stationsOf(programme);
    const reached = (station: string, from: string): boolean =>
      stations.indexOf(station) >= stations.indexOf(from);
    const {id} = await walker.refer('staff', {}, programme);
    await walker.attach('coordinator', id, 'A note of the ward.');
    const shared = {personId: walker.id('member4'), kind: 'practiceGroup', source: 'detected'};
    const decision = {...shared, decision: 'confirmed', reason: 'They share the rounds.'};
    const office = await walker.as('coordinator');
    expect((await office.post(`/api/cases/${id}/conflicts/decisions`, decision)).status).toBe(200);
    for (const to of stations) {
      await follow(walker, programme, {to, caseId: id});
      for (const key of EVERYBODY) {
        const {status, body} = await walker.look(key, id);
        const sight = TABLES[programme]?.[key];
        const known = sight && reached(to, sight.from) && !(sight.until && reached(to, sight.until));
        const kinds = Object.entries(sight?.kinds ?? {}).flatMap(([kind, from]) =>
          reached(to, from) ? kind : [],
        );
        expect({to, key, kinds: status === 200 ? kindsOf(body) : status}).toEqual({
          to,
          key,
          kinds: known ? kinds.sort() : 404,
        });
        compared += 1 + kinds.length;
      }
    }
  });

  it('is a printed report for the office too, where a conference noted who was there and nobody convened it', async () => {
    const id = await follow(walker, 'peer-learning', {to: 'closed'});
    const reply = await new Asker(walker, 'coordinator').ask({
      method: 'GET',
      path: `/api/cases/${id}/report.pdf`,
    });
    expect(reply.status).toBe(200);
    expect(textOf(reply)).toContain('Attendance');
  });

  it('is nothing that was entered about the colleague or the patient, for whoever attends a conference', async () => {
    for (const programme of ['peer-learning', 'case-conference']) {
      const last = stationsOf(programme).at(-1) ?? '';
      walker.entered.clear();
      const id = await follow(walker, programme, {to: last});
      for (const key of ['chair', 'vicechair', 'member1']) {
        const crawled = await crawl(walker, key, id);
        const places = found(walker, crawled).filter((place) => !place.startsWith('startScreening/'));
        expect({programme, key, places}).toEqual({
          programme,
          key,
          places: [
            'addImprovementAction/title',
            'completeImprovementAction/outcome',
            'prepareConference/case',
            'prepareConference/title',
            programme === 'peer-learning'
              ? 'recordLearningPoints/learning/0/text'
              : 'recordBottomLines/learning/0/text',
          ],
        });
        for (const secret of [walker.id('physician'), 'Daniel Whitcombe'])
          expect({programme, key, told: crawled.text.includes(secret)}).toEqual({
            programme,
            key,
            told: false,
          });
      }
    }
  });

  it('is the chart without those who treated, for whoever reviews without being told whose case it is', async () => {
    const chart = aBundle([
      patient,
      observation({
        performer: [
          {display: 'Dr Quillfeather'},
          {type: 'Practitioner', identifier: {system: 'http://hl7.org/fhir/sid/us-npi', value: '1234567893'}},
        ],
      }),
      {resourceType: 'Claim', id: 'c', enterer: {display: 'Quillfeather'}, patient: {display: 'Testerly'}},
    ]);
    for (const programme of ['peer-learning', 'case-conference']) {
      const {id} = await walker.refer('staff', {}, programme);
      await walker.attach('coordinator', id, chart, {name: 'chart.json'});
      for (const to of stationsOf(programme)) {
        await follow(walker, programme, {to, caseId: id});
        if (to === 'inReview') break;
      }
      const told = async (key: string): Promise<string[]> => {
        const {text} = await crawl(walker, key, id);
        return ['Potassium', 'Claim', 'quillfeather', '1234567893', 'testerly'].filter((word) =>
          text.toLowerCase().includes(word.toLowerCase()),
        );
      };
      expect({programme, told: await told('reviewer3')}).toEqual({programme, told: ['Potassium', 'Claim']});
      const everything = ['Potassium', 'Claim', 'quillfeather', '1234567893', 'testerly'];
      expect({programme, told: await told('coordinator')}).toEqual({programme, told: everything});
    }
  });

  it('is the whole of a repeat, for the chair to whom it goes', async () => {
    // The first letter is the one of the table above.
    const repeat = await follow(walker, 'rule-follow-up', {to: 'letter'});
    const kinds = [
      ...['finding', 'input', 'inputRequest', 'patient', 'protection', 'referral', 'repeats'],
      'requestedPatient',
    ];
    for (const key of ['chair', 'vicechair'])
      expect({key, kinds: kindsOf(await walker.see(key, repeat))}).toEqual({key, kinds});
    expect(kindsOf(await walker.see('compliance', repeat))).toEqual(['protection']);
  });
});
