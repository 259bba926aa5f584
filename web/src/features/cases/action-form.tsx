import {Button, Stack, Text} from '@mantine/core';
import {useMutation, useQuery, useQueryClient} from '@tanstack/react-query';
import {useCallback, useEffect, useMemo, useRef, useState} from 'react';
import type {ReactNode} from 'react';
import {useNavigate} from 'react-router';
import {NotDoneError, ProblemError, call} from '../../api';
import type {Case, Draft, OfferedAction} from '../../api';
import {SchemaForm, besideTexts, faultsBelow, longTextsOf} from '../../forms';
import type {Data, FieldSchema, FormHandle, LongText} from '../../forms';
import {AskOnce} from '../../layout';
import {ChartBeside} from '../charts';
import {actionOf, caseQuery, definitionQuery, hasChart} from './case-queries';
import {DraftBanner} from './draft-banner';
import {DraftStatus} from './draft-status';
import {PanelCard} from './panel-card';
import {PrintRecord} from './print-record';
import {targetsOf} from './process-path';
import type {Definition} from './process-path';
import {useAutosave} from './use-autosave';
import {usePreview} from './use-preview';

interface ActionFormProps {
  readonly shown: Case;
  readonly action: OfferedAction;
  /** What was entered before. */
  readonly kept: Draft | null;
}

/** The form of an action: sent against the version that was seen; what ends a case, or locks, is asked about once. */
export function ActionForm({shown, action, kept}: ActionFormProps): ReactNode {
  const {id, workflow} = shown;
  const {type, title} = action;
  const navigate = useNavigate();
  const client = useQueryClient();
  const definition = useQuery(definitionQuery(workflow));
  const [version, setVersion] = useState(shown.version);
  const [asked, setAsked] = useState<Data | null>(null);
  const autosave = useAutosave({caseId: id, type, enabled: action.draft === true, kept});
  // Another draft fills the form anew.
  const [filled, setFilled] = useState({times: 0, data: kept?.data});
  const ofPanel = action.panel === true;
  const entered = useRef<Data>(kept?.data ?? {});
  const ask = (data: Data, panel: boolean) =>
    call('previewAction', {path: {id}, body: {type, data, panel}}, {unattended: true});
  const offered = actionOf(shown, type) !== undefined;
  const names = usePreview((data) => ask(data, false), {offered});
  const panel = usePreview((data) => ask(data, true), {typed: false, offered});
  // What others do to the case changes who decides.
  const {look: foresee} = panel;
  useEffect(() => {
    if (ofPanel) foresee(entered.current);
  }, [ofPanel, foresee, shown.version]);
  const act = useMutation({
    mutationFn: async (data: Data) => {
      names.cancel();
      panel.cancel();
      if (!(await autosave.settle(data)))
        throw new NotDoneError(
          'There is a newer draft of yours.',
          'Choose which of the two to keep, then try again.',
        );
      return call('performAction', {path: {id}, body: {type, data}}, {version, key: crypto.randomUUID()});
    },
    onSuccess: async ({case: after}) => {
      autosave.stop();
      void client.invalidateQueries({queryKey: ['cases']});
      void client.invalidateQueries({queryKey: ['inbox']});
      if (after === null) {
        client.removeQueries({queryKey: ['case', id]});
        await navigate('/', {replace: true});
        return;
      }
      client.setQueryData(caseQuery(id).queryKey, after);
      // The draft went with the action; there is none to ask for.
      void client.invalidateQueries({
        queryKey: ['case', id],
        predicate: ({queryKey}) => queryKey[2] !== 'draft',
      });
      await navigate(`/cases/${id}`, {state: {done: title}});
    },
  });
  const form = (action.form ?? {}) as FieldSchema;
  const ends = endingOf(definition.data?.definition, shown, type);
  const warning =
    ends ?? (action.draft === true ? 'Once it is locked it cannot be changed, not even by you.' : null);
  const stale = act.error instanceof ProblemError && act.error.code === 'stale';
  const {handle, pinning, look} = usePinning(form, kept?.data ?? {});

  const drawn = (
    <Stack className="measure">
      {Object.keys(form.properties ?? {}).length === 0 && <Text>There is nothing to fill in.</Text>}
      {action.draft === true && (
        <DraftBanner
          autosave={autosave}
          onTaken={() => {
            if (autosave.state.kind !== 'other') return;
            const {data} = autosave.state.other;
            setFilled({times: filled.times + 1, data});
            look(data);
          }}
        />
      )}
      {panel.panel && <PanelCard panel={panel.panel} />}
      <SchemaForm
        key={filled.times}
        schema={form}
        initial={filled.data}
        submit={title}
        pending={act.isPending}
        error={act.error}
        below="/data"
        warnings={action.draft === true ? faultsBelow('/data', autosave.warnings) : names.warnings}
        aside={
          <>
            {stale && (
              <Button
                variant="default"
                onClick={() => {
                  void client.query({...caseQuery(id), staleTime: 0}).then((now) => {
                    setVersion(now.version);
                    act.reset();
                  });
                }}
              >
                Load the case as it is now
              </Button>
            )}
            {action.draft === true && <DraftStatus autosave={autosave} />}
          </>
        }
        handle={handle}
        onChange={(data) => {
          if (action.draft === true) autosave.change(data);
          else if (longTextsOf(form, data).length > 0) names.look(data);
          // Asked for what is chosen, not at every pause in a text: each answer goes on record.
          if (ofPanel && besideTexts(form, data) !== besideTexts(form, entered.current)) foresee(data);
          entered.current = data;
          look(data);
        }}
        onSubmit={(data) => {
          if (warning === null) act.mutate(data);
          else setAsked(data);
        }}
      />
      <AskOnce
        opened={asked !== null}
        title={`${title}?`}
        what={warning ?? ''}
        yes={title}
        onNo={() => {
          setAsked(null);
        }}
        onYes={() => {
          const data = asked;
          setAsked(null);
          if (data) act.mutate(data);
        }}
      />
    </Stack>
  );
  // What is written over several sittings is a judgement of the care: it wants the chart beside it.
  return action.draft === true && hasChart(shown) ? (
    <>
      <PrintRecord caseId={id} page="chart" />
      <ChartBeside caseId={id} pinning={pinning}>
        {drawn}
      </ChartBeside>
    </>
  ) : (
    drawn
  );
}

/** What becomes of the case where an action may settle it, in words. */
function endingOf(definition: Definition | undefined, shown: Case, type: string): string | null {
  if (!definition || shown.settled) return null;
  const end = targetsOf(definition, shown.state, type).find(({settled}) => settled);
  return end ? `The case ends here: ${end.title.toLowerCase()}. Everybody who waits for it is told.` : null;
}

/** Lets the chart quote evidence in those answers that the form asks for at the moment. */
function usePinning(form: FieldSchema, entered: Data) {
  const handle = useRef<FormHandle>(null);
  const [answers, setAnswers] = useState(() => longTextsOf(form, entered));
  const pin = useCallback((answer: LongText, quotation: string) => {
    handle.current?.addLine(answer, quotation);
  }, []);
  const pinning = useMemo(() => ({answers, pin}), [answers, pin]);
  const look = (data: Data): void => {
    const now = longTextsOf(form, data);
    if (now.map(({path}) => path).join() !== answers.map(({path}) => path).join()) setAnswers(now);
  };
  return {handle, pinning, look};
}
