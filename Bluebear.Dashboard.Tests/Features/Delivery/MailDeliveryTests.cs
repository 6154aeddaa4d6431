using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Data.Model.Delivery;
using Bluebear.Dashboard.Features;
using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger.Movements.Accounts;
using Bluebear.Dashboard.Tests.Data;
using SmtpServer.Protocol;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Delivery;

/// <summary>Mails by a real SMTP conversation: to whom, how many, when, and what they say.</summary>
public sealed class MailDeliveryTests : IAsyncLifetime
{
    private const string Admin = "admin@northwind.example";
    private const string Operator = "operator@northwind.example";
    private const string Lead = "lead@northwind.example";
    private const string Auditor = "auditor@northwind.example";
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(6);

    private readonly MailTrap _trap = new();
    private DeliveryBench _bench = null!;

    public async Task InitializeAsync()
    {
        _bench = await DeliveryBench.CreateAsync(_trap.Settings);
        await _bench.Database.FillAsync();
        await AddPersonAsync(1, Admin, Role.FinanceAdmin);
        await AddPersonAsync(2, Operator, Role.Operator);
        await AddPersonAsync(3, Lead, Role.TeamLead, TestDatabase.Workspace);
        await AddPersonAsync(4, Auditor, Role.Auditor);
    }

    public async Task DisposeAsync()
    {
        await _bench.DisposeAsync();
        await _trap.DisposeAsync();
    }

    [Fact]
    public async Task Critical_AsShipped_GoesToAdminsOperatorsAndTheLeads()
    {
        await _bench.TellAsync(DeliveryBench.Alert(account: TestDatabase.Workspace));
        await _bench.AfterAsync(Soon);

        Assert.Equal([Admin, Lead, Operator], Recipients());
        var mail = _trap.Taken.First();
        Assert.Equal(("Atlas: 10 % left", "credits@bluebear.example.com"), (mail.Subject, mail.From.Mailboxes.Single().Address));
        Assert.Contains("100 of 1,000 cr", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("https://bluebear.example.com/alerts/alr_0000000000001", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("href=\"https://bluebear.example.com/alerts/alr_0000000000001\"", mail.HtmlBody, StringComparison.Ordinal);
        Assert.Equal(3, _trap.Taken.Select(static taken => taken.MessageId).Distinct().Count());
    }

    [Fact]
    public async Task Warning_AsShipped_GoesToTheLeadsOnly()
    {
        await _bench.TellAsync(DeliveryBench.Alert(severity: "warning", account: TestDatabase.Workspace), DeliveryBench.Alert(severity: "warning", account: TestDatabase.Primary));
        await _bench.AfterAsync(Soon);

        Assert.Equal([Lead], Recipients());
    }

    [Fact]
    public async Task Settings_OfAPerson_DecideWhatIsMailed()
    {
        await SetAsync(1, row => (row.Alerts, row.MutedKinds) = (MailedAlerts.All, "pace,exhausted"));
        await SetAsync(2, row => row.Alerts = MailedAlerts.None);
        await SetAsync(4, row => row.Alerts = MailedAlerts.Warning);
        await _bench.TellAsync(
            DeliveryBench.Alert("one", "info"), DeliveryBench.Alert("two", "critical", "exhausted"), DeliveryBench.Alert("three", "warning"));
        await _bench.AfterAsync(Soon);

        Assert.Equal([Admin, Auditor], Recipients());
        Assert.Equal(["one", "three"], Titles(Admin));
        Assert.Equal(["two", "three"], Titles(Auditor));
    }

    [Fact]
    public async Task Same_AccountKindAndSeverity_IsMailedOnceInADay_A1()
    {
        for (var hour = 0; hour < 24; hour++)
        {
            await _bench.TellAsync(DeliveryBench.Alert(account: TestDatabase.Workspace));
            await _bench.AfterAsync(TimeSpan.FromHours(1) - TimeSpan.FromSeconds(1));
        }

        Assert.Equal(3, _trap.Taken.Count);
        await _bench.TellAsync(DeliveryBench.Alert(kind: "overage", account: TestDatabase.Workspace));
        await _bench.AfterAsync(Soon);
        Assert.Equal(6, _trap.Taken.Count);
        await _bench.TellAsync(DeliveryBench.Alert(account: TestDatabase.Workspace));
        await _bench.AfterAsync(Soon);
        Assert.Equal(6, _trap.Taken.Count);
        await _bench.AfterAsync(TimeSpan.FromMinutes(2));
        await _bench.TellAsync(DeliveryBench.Alert(account: TestDatabase.Workspace));
        await _bench.AfterAsync(Soon);
        Assert.Equal(9, _trap.Taken.Count);
    }

    [Fact]
    public async Task ThreeHundred_AtOneInstant_AreOneMailAPersonThatListsThem_A14()
    {
        var accounts = new List<AccountId>();
        for (var i = 0; i < 300; i++)
        {
            accounts.Add((await _bench.Database.PostAsync(new OpenAccount(AccountKinds.Workspace, $"Team {i}", null, null, null))).Account!.Value);
        }

        await SetAsync(1, static row => row.Alerts = MailedAlerts.All);
        foreach (var some in accounts.Chunk(100))
        {
            await _bench.TellAsync([.. some.Select((account, _) => DeliveryBench.Alert($"Waits {account.Value}", "warning", "budget_waiting", account))]);
            await _bench.AfterAsync(TimeSpan.FromSeconds(2));
        }

        await _bench.AfterAsync(Soon);

        var mail = Assert.Single(_trap.Taken);
        Assert.Equal("300 alerts: budget waiting", mail.Subject);
        Assert.Equal(300, mail.TextBody!.Split('\n').Count(static line => line.StartsWith("- Waits ", StringComparison.Ordinal)));
        Assert.All(await _bench.RowsAsync(), static row => Assert.Equal(DeliveryState.Delivered, row.State));
    }

    [Fact]
    public async Task Name_WithAHeaderInIt_StaysOnItsLine_W9()
    {
        await _bench.TellAsync(DeliveryBench.Alert("x\r\nBcc: a@b.example is empty", account: TestDatabase.Primary));
        await _bench.AfterAsync(Soon);

        Assert.Equal([Admin, Operator], Recipients());
        Assert.All(_trap.Taken, static mail =>
        {
            Assert.Equal("x  Bcc: a@b.example is empty", mail.Subject);
            Assert.Empty(mail.Bcc);
            Assert.Single(mail.To);
        });
    }

    [Fact]
    public async Task Name_WithMarkup_IsTextInTheMail_S26()
    {
        const string Hostile = "<img src=x onerror=alert(1)><a href=\"http://evil.example\">Atlas</a>";
        await _bench.TellAsync(new OutboxEvent(OutboxTypes.AlertRaised, Hostile, System.Text.Json.JsonSerializer.Serialize(new { id = "alr_1\"><script>", message = Hostile + "!" }))
        {
            Severity = "critical",
            Kind = "exhausted",
        });
        await _bench.AfterAsync(Soon);

        var html = _trap.Taken.First().HtmlBody;
        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<a href=\"http://evil", html, StringComparison.Ordinal);
        Assert.Contains("&lt;img", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_451Then250_IsTriedAgainAndMailedOnce_W9()
    {
        _trap.Answers.Enqueue(new SmtpResponse((SmtpReplyCode)451, "try later"));
        await SetAsync(2, static row => row.Alerts = MailedAlerts.None);
        await _bench.TellAsync(DeliveryBench.Alert(account: TestDatabase.Primary));
        await _bench.AfterAsync(Soon);
        Assert.Empty(_trap.Taken);
        var row = await _bench.RowAsync();
        Assert.Equal((DeliveryState.Pending, 451, "try later"), (row.State, row.LastStatus!.Value, row.LastAnswer));

        await _bench.AfterAsync(Soon);

        Assert.Single(_trap.Taken);
        Assert.Equal(DeliveryState.Delivered, (await _bench.RowAsync()).State);
    }

    [Fact]
    public async Task Server_550_IsFinalAndSaid_W9()
    {
        _trap.Answers.Enqueue(new SmtpResponse(SmtpReplyCode.MailboxUnavailable, "no such person"));
        await SetAsync(2, static row => row.Alerts = MailedAlerts.None);
        await _bench.TellAsync(DeliveryBench.Alert(account: TestDatabase.Primary));
        await _bench.AfterAsync(Soon);
        await _bench.AfterAsync(TimeSpan.FromDays(2));

        var row = await _bench.RowAsync();
        Assert.Equal((DeliveryState.GivenUp, 1, 550, "no such person"), (row.State, row.Attempts, row.LastStatus!.Value, row.LastAnswer));
        Assert.Equal(1, _trap.Asked);
        Assert.Null((await _bench.Deliveries.ReplayAsync(new(row.Id))).Refusal);
        await _bench.SendAsync();
        Assert.Single(_trap.Taken);
    }

    [Fact]
    public async Task Server_DownForADay_LosesNothing()
    {
        await _trap.CloseAsync();
        await _bench.TellAsync(DeliveryBench.Alert(account: TestDatabase.Workspace));
        await _bench.AfterAsync(Soon);
        for (var hour = 0; hour < 24; hour++)
        {
            await _bench.AfterAsync(TimeSpan.FromHours(1));
        }

        Assert.All(await _bench.RowsAsync(), static row => Assert.Equal(DeliveryState.Pending, row.State));
    }

    [Fact]
    public async Task QuietHours_OfAPerson_HoldMailUntilTheyEnd()
    {
        // 12:00Z is 13:00 in Berlin, the tenant's zone.
        await SetAsync(1, static row => (row.Alerts, row.QuietFrom, row.QuietUntil) = (MailedAlerts.All, 12 * 60, 18 * 60));
        await _bench.TellAsync(DeliveryBench.Alert("first", "warning"), DeliveryBench.Alert("second", "warning", "pace"));
        await _bench.AfterAsync(new TimeSpan(4, 59, 59));
        Assert.Empty(_trap.Taken);
        await _bench.AfterAsync(TimeSpan.FromSeconds(1));

        Assert.Equal(["first", "second"], Titles(Admin));
    }

    [Fact]
    public async Task Digest_OfAPerson_ListsTheAlertsOnceADay_CriticalAtOnce()
    {
        await SetAsync(1, static row => (row.Alerts, row.DigestAt, row.CriticalAtOnce, row.TimeZone) = (MailedAlerts.All, 8 * 60, true, "America/New_York"));
        await SetAsync(2, static row => row.Alerts = MailedAlerts.None);
        await _bench.TellAsync(DeliveryBench.Alert("warned", "warning"), DeliveryBench.Alert("critical"));
        await _bench.AfterAsync(Soon);
        Assert.Equal("critical", Assert.Single(_trap.Taken).Subject);

        // 08:00 in New York is 13:00Z.
        await _bench.AfterAsync(TimeSpan.FromMinutes(50));
        await _bench.TellAsync(DeliveryBench.Alert("paced", "warning", "pace"));
        await _bench.SendAsync();
        Assert.Single(_trap.Taken);
        await _bench.AfterAsync(TimeSpan.FromMinutes(10));

        Assert.Equal("2 alerts", _trap.Taken.Last().Subject);
    }

    [Fact]
    public async Task Requests_GoToOperators_AnswersToWhoAsked()
    {
        await _bench.TellAsync(new OutboxEvent(OutboxTypes.RequestFiled, "Atlas: 40 cr asked for", """{"id": "req_1", "reason": "Quarter end"}""") { Person = Lead });
        await _bench.AfterAsync(Soon);
        Assert.Equal([Operator], Recipients());
        Assert.Contains("Reason: Quarter end", _trap.Taken.Single().TextBody, StringComparison.Ordinal);
        await _bench.TellAsync(new OutboxEvent(OutboxTypes.RequestAnswered, "Atlas: denied", """{"id": "req_1", "denial_reason": "Next month"}""") { Person = Lead });
        await _bench.AfterAsync(Soon);

        Assert.Equal([Lead, Operator], Recipients());
    }

    [Fact]
    public async Task Endpoint_TurnedOff_IsToldToAdmins_W3()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.AnswerWith(410);
        await _bench.AddWebhookAsync(receiver.Url + "/hook");
        await _bench.TellAsync(DeliveryBench.Alert(severity: "info"));
        await _bench.AfterAsync(Soon);
        await _bench.AfterAsync(Soon);

        var mail = Assert.Single(_trap.Taken);
        Assert.Equal(("Webhook to 127.0.0.1 was turned off", Admin), (mail.Subject, mail.To.Mailboxes.Single().Address));
        Assert.Contains(receiver.Url, mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("/settings/notifications", mail.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Person_WhoWasDisabled_IsMailedNoMore()
    {
        await _bench.TellAsync(DeliveryBench.Alert(account: TestDatabase.Primary));
        await _bench.SendAsync();
        await _bench.Database.Get<DatabaseWrites>().WriteAsync(null, static context =>
        {
            context.Users.Single(static person => person.Email == Admin).IsDisabled = true;
            return Task.CompletedTask;
        });
        await _bench.AfterAsync(Soon);

        Assert.Equal([Operator], Recipients());
    }

    private IEnumerable<string> Recipients() => _trap.Taken.Select(static mail => mail.To.Mailboxes.Single().Address).Order(StringComparer.Ordinal);

    private List<string> Titles(string email)
    {
        var mail = _trap.Taken.Single(mail => mail.To.Mailboxes.Single().Address == email);
        return [.. mail.TextBody!.Split('\n').Select(static line => line.Trim()).Where(static line => line.StartsWith("- ", StringComparison.Ordinal)).Select(static line => line[2..])];
    }

    private Task AddPersonAsync(long id, string email, Role role, params AccountId[] leads) => _bench.Database.Get<DatabaseWrites>().WriteAsync(TestDatabase.Tenant, context =>
    {
        context.Users.Add(new() { Id = id, TenantId = 1, Email = email, UserName = email, NormalizedEmail = email.ToUpperInvariant(), Role = role });
        context.AccountLeads.AddRange(leads.Select(account => new Bluebear.Dashboard.Data.Model.Accounts.AccountLeadRow { AccountId = account.Value, PersonId = id, TenantId = 1 }));
        return Task.CompletedTask;
    });

    private Task SetAsync(long person, Action<NotificationSettingsRow> change) => _bench.Database.Get<DatabaseWrites>().WriteAsync(TestDatabase.Tenant, context =>
    {
        var row = new NotificationSettingsRow { PersonId = person, TenantId = 1, MutedKinds = "", Requests = true, CriticalAtOnce = true };
        change(row);
        context.NotificationSettings.Add(row);
        return Task.CompletedTask;
    });
}
