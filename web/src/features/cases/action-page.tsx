import {Alert, Text} from '@mantine/core';
import {useQuery} from '@tanstack/react-query';
import type {ReactNode} from 'react';
import {useParams} from 'react-router';
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
  const action = found.data && actionOf(found.data, type);
  const keepsDrafts = action?.draft === true;
  const draft = useQuery({...draftQuery(id, type), enabled: keepsDrafts});
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
          if (!action)
            return (
              <Alert color="amber" title="This cannot be done now.">
                <Text size="sm" mb="sm">
                  The case has moved on, or it is somebody else’s turn.
                </Text>
                <LinkButton to={`/cases/${id}`} size="xs">
                  Look at the case
                </LinkButton>
              </Alert>
            );
          return (
            <>
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
