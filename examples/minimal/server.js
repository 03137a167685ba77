import express from 'express';
import userdb, { authenticated, authorized } from 'userdb';

const app = express();
app.use(userdb.initialize(app, { endpoints: { register: { enabled: true } } }));

app.get('/patients', authenticated, authorized(['admin', 'doctor']), (req, res) => {
  res.json({ patients: ['Ann', 'Ben'], mayPrescribe: req.user?.has('doctor') });
});

app.use((req, res, next) => {
  if (req.accepts(['json', 'html']) !== 'html') return next();
  res.sendFile('index.html', { root: 'public' });
});
app.listen(process.env.PORT ?? 3000);
