
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Claim',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sentence', models.TextField(verbose_name='sentence')),
                ('language', models.CharField(max_length=12, verbose_name='language')),
                ('happened_at', models.DateTimeField(blank=True, null=True, verbose_name='when')),
                ('happened_precision', models.CharField(choices=[('moment', 'to the minute'), ('day', 'the day'), ('month', 'the month'), ('year', 'the year')], default='day', max_length=8)),
                ('place', models.CharField(blank=True, max_length=200, verbose_name='where')),
                ('state', models.CharField(choices=[('none', 'nobody stands for it'), ('reported', 'reported'), ('supported', 'supported'), ('confirmed', 'confirmed'), ('disputed', 'disputed'), ('denied', 'denied'), ('retracted', 'retracted')], default='none', max_length=12, verbose_name='standing')),
                ('verdict', models.CharField(blank=True, choices=[('true', 'true'), ('false', 'false'), ('misleading', 'misleading'), ('unproven', 'unproven')], max_length=12, verbose_name='verdict')),
                ('standing_since', models.DateTimeField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('recorded_by', models.CharField(max_length=200)),
                ('recorded_at', models.DateTimeField()),
                ('merged_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='ledger.claim')),
            ],
            options={
                'verbose_name': 'claim',
                'verbose_name_plural': 'claims',
            },
        ),
        migrations.CreateModel(
            name='Evidence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.CharField(max_length=1000, verbose_name='address')),
                ('text', models.TextField(verbose_name='kept text')),
                ('sha256', models.CharField(max_length=64)),
                ('captured_at', models.DateTimeField()),
            ],
            options={
                'verbose_name': 'evidence',
                'verbose_name_plural': 'evidence',
                'constraints': [models.UniqueConstraint(fields=('address', 'sha256'), name='evidence_once')],
            },
        ),
        migrations.CreateModel(
            name='Source',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('person', 'person'), ('office', 'office'), ('body', 'body'), ('outlet', 'outlet'), ('agency', 'news agency'), ('monitor', 'monitor'), ('account', 'account'), ('witness', 'witness'), ('unnamed', 'unnamed source'), ('document', 'document')], max_length=12, verbose_name='kind')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('language', models.CharField(max_length=12, verbose_name='language of the name')),
                ('independent', models.BooleanField(default=False, verbose_name='speaks for itself')),
                ('note', models.TextField(blank=True, verbose_name='note')),
                ('version', models.PositiveIntegerField(default=1)),
                ('recorded_by', models.CharField(max_length=200)),
                ('recorded_at', models.DateTimeField()),
                ('belongs_to', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='members', to='ledger.source', verbose_name='belongs to')),
                ('merged_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='ledger.source')),
            ],
            options={
                'verbose_name': 'source',
                'verbose_name_plural': 'sources',
            },
        ),
        migrations.CreateModel(
            name='LogEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('act', models.CharField(choices=[('source_recorded', 'source recorded'), ('source_amended', 'source amended'), ('name_added', 'name added'), ('name_dropped', 'name dropped'), ('address_added', 'address added'), ('address_dropped', 'address dropped'), ('sources_merged', 'sources merged'), ('sources_parted', 'merging of sources undone'), ('claim_recorded', 'claim recorded'), ('claim_amended', 'claim amended'), ('claims_merged', 'claims merged'), ('claims_parted', 'merging of claims undone'), ('statement_recorded', 'statement recorded'), ('statement_withdrawn', 'statement withdrawn: it was recorded in error'), ('anchor_checked', 'words of a statement looked for in its document'), ('verdict_given', 'verdict given'), ('verdict_lifted', 'verdict lifted')], max_length=24)),
                ('at', models.DateTimeField(unique=True)),
                ('by', models.CharField(max_length=200)),
                ('reason', models.TextField(blank=True)),
                ('payload', models.JSONField()),
                ('claim', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='log', to='ledger.claim')),
                ('source', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='log', to='ledger.source')),
            ],
            options={
                'verbose_name': 'log entry',
                'verbose_name_plural': 'log',
            },
        ),
        migrations.CreateModel(
            name='SourceAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('account', 'account'), ('site', 'website')], max_length=8, verbose_name='kind')),
                ('address', models.CharField(max_length=1000, verbose_name='address')),
                ('key', models.CharField(db_index=True, max_length=400)),
                ('dropped_at', models.DateTimeField(blank=True, null=True)),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='addresses', to='ledger.source')),
            ],
        ),
        migrations.CreateModel(
            name='SourceName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('language', models.CharField(max_length=12, verbose_name='language')),
                ('normal', models.CharField(db_index=True, max_length=400)),
                ('dropped_at', models.DateTimeField(blank=True, null=True)),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='names', to='ledger.source')),
            ],
        ),
        migrations.CreateModel(
            name='Standing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('state', models.CharField(choices=[('none', 'nobody stands for it'), ('reported', 'reported'), ('supported', 'supported'), ('confirmed', 'confirmed'), ('disputed', 'disputed'), ('denied', 'denied'), ('retracted', 'retracted')], max_length=12)),
                ('verdict', models.CharField(blank=True, choices=[('true', 'true'), ('false', 'false'), ('misleading', 'misleading'), ('unproven', 'unproven')], max_length=12)),
                ('roots', models.PositiveIntegerField()),
                ('parties', models.PositiveIntegerField()),
                ('finding', models.JSONField()),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='standings', to='ledger.claim')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='standings', to='ledger.logentry')),
            ],
            options={
                'verbose_name': 'standing',
                'verbose_name_plural': 'standings',
            },
        ),
        migrations.CreateModel(
            name='Statement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('act', models.CharField(choices=[('affirm', 'affirms'), ('deny', 'denies'), ('doubt', 'doubts'), ('decline', 'neither confirms nor denies'), ('retract', 'takes it back'), ('urge', 'calls for it'), ('vow', 'vows it')], max_length=8, verbose_name='act')),
                ('words', models.TextField(verbose_name='words')),
                ('language', models.CharField(blank=True, max_length=12, verbose_name='language')),
                ('part', models.CharField(blank=True, max_length=300, verbose_name='part')),
                ('first_hand', models.BooleanField(default=False, verbose_name='of its own act or loss')),
                ('said_at', models.DateTimeField(blank=True, null=True, verbose_name='said')),
                ('said_precision', models.CharField(choices=[('moment', 'to the minute'), ('day', 'the day'), ('month', 'the month'), ('year', 'the year')], default='moment', max_length=8)),
                ('document', models.CharField(blank=True, max_length=100)),
                ('revision', models.CharField(blank=True, max_length=64)),
                ('exact', models.TextField(blank=True)),
                ('prefix', models.CharField(blank=True, max_length=64)),
                ('suffix', models.CharField(blank=True, max_length=64)),
                ('anchor', models.CharField(choices=[('found', 'its words are in the document'), ('words_gone', 'its words are no longer in the document'), ('document_gone', 'its document was deleted')], default='found', max_length=16)),
                ('recorded_by', models.CharField(max_length=200)),
                ('recorded_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='statements', to='ledger.claim')),
                ('evidence', models.ManyToManyField(blank=True, related_name='statements', to='ledger.evidence')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='statements', to='ledger.source')),
            ],
            options={
                'verbose_name': 'statement',
                'verbose_name_plural': 'statements',
            },
        ),
        migrations.AddField(
            model_name='logentry',
            name='statement',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='log', to='ledger.statement'),
        ),
        migrations.CreateModel(
            name='ChainLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('medium', models.CharField(blank=True, max_length=120, verbose_name='medium')),
                ('address', models.CharField(blank=True, max_length=1000, verbose_name='address')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links', to='ledger.source')),
                ('statement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='chain', to='ledger.statement')),
            ],
            options={
                'ordering': ('statement', 'position'),
            },
        ),
        migrations.CreateModel(
            name='Verdict',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('true', 'true'), ('false', 'false'), ('misleading', 'misleading'), ('unproven', 'unproven')], max_length=12, verbose_name='verdict')),
                ('reason', models.TextField(verbose_name='reason')),
                ('given_by', models.CharField(max_length=200)),
                ('given_at', models.DateTimeField()),
                ('lifted_at', models.DateTimeField(blank=True, null=True)),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='verdicts', to='ledger.claim')),
            ],
            options={
                'verbose_name': 'verdict',
                'verbose_name_plural': 'verdicts',
            },
        ),
        migrations.AddIndex(
            model_name='claim',
            index=models.Index(fields=['state', '-standing_since'], name='claim_state'),
        ),
        migrations.AddIndex(
            model_name='claim',
            index=models.Index(fields=['-standing_since'], name='claim_newest_standing'),
        ),
        migrations.AddIndex(
            model_name='source',
            index=models.Index(fields=['kind'], name='source_kind'),
        ),
        migrations.AddConstraint(
            model_name='sourceaddress',
            constraint=models.UniqueConstraint(fields=('source', 'key'), name='source_address_once'),
        ),
        migrations.AddConstraint(
            model_name='sourcename',
            constraint=models.UniqueConstraint(fields=('source', 'name', 'language'), name='source_name_once'),
        ),
        migrations.AddIndex(
            model_name='standing',
            index=models.Index(fields=['claim', '-at'], name='standing_latest'),
        ),
        migrations.AddIndex(
            model_name='standing',
            index=models.Index(fields=['-at'], name='standing_newest'),
        ),
        migrations.AddConstraint(
            model_name='standing',
            constraint=models.UniqueConstraint(fields=('claim', 'entry'), name='standing_once'),
        ),
        migrations.AddIndex(
            model_name='statement',
            index=models.Index(condition=models.Q(('document', ''), _negated=True), fields=['document'], name='statement_document'),
        ),
        migrations.AddIndex(
            model_name='statement',
            index=models.Index(fields=['source', 'act'], name='statement_source_act'),
        ),
        migrations.AddConstraint(
            model_name='chainlink',
            constraint=models.UniqueConstraint(fields=('statement', 'position'), name='chain_position'),
        ),
    ]
