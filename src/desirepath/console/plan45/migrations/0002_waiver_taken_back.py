from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("plan45", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="keptwaiver",
            name="taken_back_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="keptwaiver",
            name="taken_back_by",
            field=models.CharField(blank=True, max_length=254),
        ),
    ]
