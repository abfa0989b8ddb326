/** What is read of a person's AWS configuration, to say whose account a run would call. */
import { expect, it } from 'vitest';
import { profilesIn } from '../../client/awsProfiles';

const CONFIG = `
[default]
region = eu-west-1
# a comment
[profile "sso"]
sso_session = work
sso_account_id = 111111111111
sso_role_name = Developer
[sso-session work]
region = us-east-1
sso_account_id = 999999999999
[profile deploy]
role_arn=arn:aws:iam::222222222222:role/path/Deployer
source_profile = default
s3 =
  region = nested-is-not-the-profile's
`;
const CREDENTIALS = `[default]\r\naws_access_key_id = AKIASECRETSECRET\r\naws_secret_access_key = secret\r\n[keys]\r\naws_session_token = secret\r\n`;

it('finds profiles and accounts in both files, and passes keys over', () => {
  const profiles = profilesIn(CONFIG, CREDENTIALS);
  expect(profiles).toEqual([
    { name: 'default', region: 'eu-west-1' },
    { name: 'sso', account: '111111111111', role: 'Developer' },
    { name: 'deploy', account: '222222222222', role: 'Deployer' },
    { name: 'keys' },
  ]);
  expect(JSON.stringify(profiles)).not.toMatch(/secret/i);
});

it('finds none in nothing', () => expect(profilesIn('', '')).toEqual([]));
