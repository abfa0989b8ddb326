/* eslint-disable @typescript-eslint/no-require-imports -- it runs as it is, in the user's own Node.js */
// Which names are AWS's: `awsNames.json`, read the same way by stepwise_aws_names.py and ../awsNames.ts. In `endings` a `*`
// stands for one label, and at least one more label stands before each. Source: partitions.json of the SDKs' endpoint rules;
// on.aws and its like carry function URLs, amazoncognito.com and awsapprunner.com what an account has deployed. `pages` are
// for people.
'use strict';
const net = require('node:net');
const { domainToASCII } = require('node:url');
const { endings, pages, metadata } = require('./awsNames.json');

const escaped = endings.map((ending) => ending.replaceAll('.', '\\.').replaceAll('*', '[^.]+'));
const AWS = new RegExp(`\\.(${escaped.join('|')})$`);
const PAGES = new Set(pages);
const METADATA_NAMES = new Set(metadata.names);

/** Whether a host is one of AWS's, or an instance's source of credentials. Anything but a text is not. */
exports.isAwsHost = function (host) {
  if (typeof host !== 'string') return false;
  const name = plainName(host);
  // `2852039166` and `0xa9.0xfe.169.254` are addresses, too: they are read as a URL's host is.
  if (/^\d[\da-fx.]*$|:/.test(name)) return isMetadataAddress(name.includes(':') ? name : domainToASCII(name));
  return METADATA_NAMES.has(name) || (AWS.test(name) && !PAGES.has(name));
};

let metadataAddresses;

/** An address in any of its spellings. */
function isMetadataAddress(address) {
  // Of IPv4 a URL's host has one spelling; Node's own list of addresses would cost each handler milliseconds at its start.
  if (!address.includes(':')) return metadata.addresses.includes(address);
  if (!metadataAddresses) {
    metadataAddresses = new net.BlockList();
    for (const each of metadata.addresses) metadataAddresses.addAddress(each, net.isIPv6(each) ? 'ipv6' : 'ipv4');
  }
  return net.isIPv6(address) && metadataAddresses.check(address, 'ipv6');
}

/** As name servers compare names: small letters, no dot at the end, no brackets of IPv6. */
function plainName(host) {
  const name = /[^\0-\x7f]/.test(host) ? domainToASCII(host) || host : host;
  return name
    .toLowerCase()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/%.*$/, '')
    .replace(/\.+$/, '');
}
