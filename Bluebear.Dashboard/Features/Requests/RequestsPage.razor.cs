using Bluebear.Dashboard.Ui.Controls;
using Bluebear.Dashboard.Ui.Screens;
using Microsoft.AspNetCore.Components;

namespace Bluebear.Dashboard.Features.Requests;

/// <summary>Requests for credits: those that wait, with what helps to answer them, and the answered ones.</summary>
public sealed partial class RequestsPage
{
    private const string Answered = "answered";

    private static readonly Choice[] Views = [new("", "Waiting"), new(Answered, "Answered")];

    private RequestList? _list;
    private RequestRow? _chosen;
    private Opened _open;

    private enum Opened
    {
        Nothing,
        Ask,
        Rules,
        Approve,
        Deny,
    }

    [Inject]
    private ListRequests Requests { get; set; } = default!;

    [Inject]
    private AskForCredits Asking { get; set; } = default!;

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required Toasts Toasts { get; init; }

    /// <summary>Which requests are shown: empty for those that wait, or <c>answered</c>.</summary>
    [SupplyParameterFromQuery(Name = "show")]
    public string? View { get; set; }

    private bool IsAnswered => View == Answered;

    private string? Subtitle => _list is null ? null
        : _list.Waiting switch { 0 => "None waits", 1 => "1 waits", var count => $"{count} wait" };

    /// <inheritdoc/>
    protected override Task OnParametersSetAsync() =>
        FollowAsync(Topics.Books | Topics.Record, ReadAsync, IsAnswered, static _ => AfterNews.ReadLater);

    private async Task ReadAsync(CancellationToken cancellation) => _list = await Requests.RunAsync(IsAnswered, cancellation);

    private void Choose(string view) =>
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("show", view.Length == 0 ? null : view));

    private void Answer(RequestRow row, Opened dialog) => (_chosen, _open) = (row, dialog);

    private void Close() => (_chosen, _open) = (null, Opened.Nothing);

    private async Task WithdrawAsync(RequestRow row)
    {
        var outcome = await Asking.WithdrawAsync(row.Request.Id);
        if (outcome.Refusal is null)
        {
            Toasts.Success($"The request for {row.AccountName} is withdrawn");
        }
        else
        {
            Toasts.Alert(outcome.Message);
        }

        await RefreshAsync();
    }

    private async Task DoneAsync(string told)
    {
        Close();
        Toasts.Success(told);
        await RefreshAsync();
    }
}
