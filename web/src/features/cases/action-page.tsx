import {Alert, Text} from '@mantine/core';
import {useQuery} from '@tanstack/react-query';
import {useState} from 'react';
import type {ReactNode} from 'react';
import {useParams} from 'react-router';
import type {OfferedAction} from '../../api';
import {LinkButton, Loaded, Page, PrivilegeNote, TextLink} from '../../layout';
import {ActionForm} from './action-form';
import {actionOf, caseQuery, draftQuery} from './case-queries';
import {UploadForm} from './upload-form';

/** One action on a case, with the form that the interface gives for it. */
export function ActionPage(): ReactNode {
  const {id = '', type = ''} = useParams();
  // Another case's form is another form.
  const key = `${id} ${type}`;
  const found = useQuery(caseQuery(id));
  const offered = found.data && actionOf(found.data, type);
  // Whoever has begun to fill it in keeps what they wrote when the case moves on under it.
  const [begun, setBegun] = useState<{readonly key: string; readonly action: OfferedAction} | null>(null);
  if (offered && begun?.action !== offered) setBegun({key, action: offered});
  const action = offered ?? (begun?.key === key ? begun.action : undefined);
  const keepsDrafts = action?.draft === true;
  const draft = useQuery({...draftQuery(id, type), enabled: keepsDrafts && offered !== undefined});
  return (
    <Page
      title="Case"
      heading={action?.title}
      lead={
        found.data && (
          <>
            Case <TextLink to={`/cases/${id}`}>{found.data.number}</TextLink> · {found.data.stateTitle}
          </>
        )
      }
    >
      <Loaded query={found}>
        {(shown) => {
          const gone = !offered && (
            <Alert color="amber" title="This cannot be done now." role="status">
              <Text size="sm" mb="sm">
                The case has moved on, or it is somebody else’s turn.
                {action && ' What you wrote stands below for as long as this page is open.'}
              </Text>
              <LinkButton to={`/cases/${id}`} size="xs">
                Look at the case
              </LinkButton>
            </Alert>
          );
          if (!action) return gone;
          return (
            <>
              {gone}
              <PrivilegeNote text={shown.privilege} committee={shown.committee} />
              {action.upload ? (
                <UploadForm key={key} shown={shown} title={action.title} target={action.upload} />
              ) : keepsDrafts ? (
                <Loaded query={draft}>
                  {(kept) => <ActionForm key={key} shown={shown} action={action} kept={kept} />}
                </Loaded>
              ) : (
                <ActionForm key={key} shown={shown} action={action} kept={null} />
              )}
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}
