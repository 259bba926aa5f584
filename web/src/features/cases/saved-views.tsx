import {Button, Group, NativeSelect, Stack, TextInput} from '@mantine/core';
import {useMutation, useQuery, useQueryClient} from '@tanstack/react-query';
import {useState} from 'react';
import type {ReactNode} from 'react';
import {ProblemError, call} from '../../api';
import type {SavedView} from '../../api';
import {AskOnce, Dialogue, Trouble, useAddress} from '../../layout';
import {viewsQuery} from './case-queries';
import {addressOf, chosenIn, isSame} from './saved-view';
import type {VIEW_WORDS} from './saved-view';

type Asked = 'save' | 'rename' | 'delete' | null;

/** What one chose above the cases, kept under a name: to be shown again, renamed and deleted. */
export function SavedViews(): ReactNode {
  const {search, set} = useAddress<(typeof VIEW_WORDS)[number]>();
  const {data: views = []} = useQuery(viewsQuery);
  const [asked, setAsked] = useState<Asked>(null);
  const chosen = chosenIn(search);
  const shown = views.find(({filter}) => isSame(filter, chosen));
  const client = useQueryClient();
  const forget = useMutation({
    mutationFn: (id: string) => call('deleteView', {path: {id}}),
    onSettled: () => client.invalidateQueries({queryKey: viewsQuery.queryKey}),
  });
  const close = (): void => {
    setAsked(null);
  };
  return (
    <Group align="flex-end" gap="xs" role="group" aria-label="Saved views">
      {views.length > 0 && (
        <NativeSelect
          label="Saved view"
          value={shown?.id ?? ''}
          onChange={(event) => {
            const {value} = event.currentTarget;
            set(addressOf(views.find(({id}) => id === value)?.filter ?? {}));
          }}
          data={[{value: '', label: 'None'}, ...views.map(({id, name}) => ({value: id, label: name}))]}
        />
      )}
      {shown ? (
        <>
          <Button
            variant="default"
            onClick={() => {
              setAsked('rename');
            }}
          >
            Rename
          </Button>
          <Button
            variant="default"
            onClick={() => {
              setAsked('delete');
            }}
          >
            Delete
          </Button>
        </>
      ) : (
        <Button
          variant="default"
          onClick={() => {
            setAsked('save');
          }}
        >
          Save this view
        </Button>
      )}
      {asked === 'save' && <NameDialogue view={null} filter={chosen} onClose={close} />}
      {asked === 'rename' && shown && <NameDialogue view={shown} filter={chosen} onClose={close} />}
      <AskOnce
        opened={asked === 'delete'}
        title="Delete this view?"
        what={`“${shown?.name ?? ''}” goes from your list. The cases stay as they are.`}
        yes="Delete"
        onNo={close}
        onYes={() => {
          close();
          if (shown) forget.mutate(shown.id);
        }}
      />
      {forget.error && <Trouble error={forget.error} />}
    </Group>
  );
}

interface NameDialogueProps {
  /** The one that is to have another name; null for a new one. */
  readonly view: SavedView | null;
  readonly filter: SavedView['filter'];
  readonly onClose: () => void;
}

function NameDialogue({view, filter, onClose}: NameDialogueProps): ReactNode {
  const [name, setName] = useState(view?.name ?? '');
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: async () => {
      const body = {name: name.trim(), filter};
      await (view ? call('changeView', {path: {id: view.id}, body}) : call('saveView', {body}));
      await client.invalidateQueries({queryKey: viewsQuery.queryKey});
    },
    onSuccess: onClose,
  });
  const fault =
    save.error instanceof ProblemError ? save.error.faults.find(({pointer}) => pointer === '/name') : null;
  return (
    <Dialogue opened title={view ? 'Rename this view' : 'Save this view'} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <Stack>
          {save.error && !fault && <Trouble error={save.error} />}
          <TextInput
            label="Name"
            description="Yours alone. Say what it shows, and name nobody in it."
            value={name}
            onChange={(event) => {
              setName(event.currentTarget.value);
            }}
            error={fault?.detail}
            required
            maxLength={60}
            autoComplete="off"
            data-autofocus
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Not yet
            </Button>
            <Button type="submit" loading={save.isPending} disabled={name.trim() === ''}>
              {view ? 'Rename' : 'Save'}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialogue>
  );
}
