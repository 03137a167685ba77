// Sections and rows of the contract that no test here shows, with the reason.

export const NOT_SHOWN: Readonly<Record<string, string>> = {
  '1.12': 'status messages are for pages drawn by the server; there are no HTML forms yet',
  '2.11': 'there is no social sign-in yet',
  '5.1': 'describes what userdb 1 kept of a user, not what is sent',
  '5.2': 'describes what userdb 1 sent; 5.4 is what is sent instead',
  D46: 'is about the input of a form drawn by the server; there are no HTML forms yet',
  D56: 'the grant of a social sign-in; there is no social sign-in yet',
  'the HTML columns of 2.1 to 2.7':
    'there are no HTML forms yet: such requests are passed on to the application, or get the page of the single-page app, which is tested',
};
