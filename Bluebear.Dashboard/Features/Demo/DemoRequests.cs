using Bluebear.Dashboard.Data;
using Bluebear.Dashboard.Data.Model.Requests;
using Bluebear.Dashboard.Ledger.Movements.Allocation;

namespace Bluebear.Dashboard.Features.Demo;

/// <summary>The demo's requests for credits: of the last days, answered and waiting.</summary>
internal sealed class DemoRequests(DatabaseWrites writes, DemoPast life, DemoBooks books, DemoCalendar calendar, TenantId tenant)
{
    private readonly List<CreditRequestRow> _rows = [];

    /// <summary>Files and answers them.</summary>
    public async Task MakeAsync(CancellationToken cancellation)
    {
        var denied = File("Ticket Triage", 4_000, "Pilot with the larger model", calendar.Now.AddDays(-4));
        Answer(denied, RequestState.Denied, calendar.Now.AddDays(-3));
        denied.DenialReason = "Last month's allocation is not used yet";
        File("Ticket Triage", 2_500, "Campaign starts on Monday, twice the usual tickets", calendar.Now.AddHours(-7));
        File("Returns Desk", 800, "Returns after the holidays", calendar.Now.AddHours(-5));
        var approved = File("Support Chat", 600, "Backlog of the weekend", calendar.Now.AddHours(-2));
        var moved = await books.PostAsync(
            calendar.Now, new MoveCredits(books.Primary, new AccountId(approved.AccountId), Credits.FromMicroCredits(approved.AmountMicroCredits)),
            DemoCast.Operations.Email, approved.Reason, PublicId.Format(PublicId.Request, approved.Id));
        Answer(approved, RequestState.Approved, moved.Transfers[0].RecordedAt);
        (approved.GrantedMicroCredits, approved.TransferId) = (approved.AmountMicroCredits, moved.Transfers[0].Id.Value);
        await writes.WriteAsync(tenant, context =>
        {
            context.CreditRequests.AddRange(_rows);
            return Task.CompletedTask;
        }, cancellation);
    }

    private CreditRequestRow File(string workspace, long credits, string reason, DateTimeOffset at)
    {
        _rows.Add(new()
        {
            Id = TenantScopedId.Compose(tenant, _rows.Count + 1),
            TenantId = tenant.Value,
            AccountId = life.Workspace(workspace).Value,
            AmountMicroCredits = Credits.FromCredits(credits).MicroCredits,
            Reason = reason,
            State = RequestState.Pending,
            RequestedBy = DemoCast.Lead.Email,
            RequestedOnBehalfOf = DemoCast.Lead.Email,
            RequestedAt = Instants.Truncate(at),
            FilingKey = $"demo-request:{_rows.Count + 1}",
        });
        return _rows[^1];
    }

    private static void Answer(CreditRequestRow row, RequestState state, DateTimeOffset at) =>
        (row.State, row.AnsweredBy, row.AnsweredAt) = (state, DemoCast.Operations.Email, Instants.Truncate(at));
}
