using Bluebear.Dashboard.Identity;
using Bluebear.Dashboard.Ledger;
using Microsoft.AspNetCore.Components;

namespace Bluebear.Dashboard.Features.Policies;

/// <summary>The rules of who pays in plain words, and the answer for one request. The question stands in the address.</summary>
public partial class PoliciesPage
{
    private PoliciesView? _view;
    private IReadOnlyList<NamedAccount> _accounts = [];
    private bool _isClosed;

    [Inject]
    public required ReadRoutes Policies { get; init; }

    [SupplyParameterFromQuery]
    public string? Workspace { get; set; }

    [SupplyParameterFromQuery]
    public string? Team { get; set; }

    [SupplyParameterFromQuery]
    public string? Account { get; set; }

    [SupplyParameterFromQuery]
    public string? User { get; set; }

    [SupplyParameterFromQuery]
    public string? Group { get; set; }

    [SupplyParameterFromQuery]
    public string? Personal { get; set; }

    [SupplyParameterFromQuery]
    public string? Amount { get; set; }

    private WhoPaysQuery Query => new()
    {
        Workspace = Workspace ?? "",
        Team = Team ?? "",
        Account = Account ?? "",
        User = User ?? "",
        Group = Group ?? "",
        IsPersonal = Personal == "true",
        Amount = CreditsParser.TryParse(Amount, out var amount) == CreditsProblem.None ? amount : null,
    };

    protected override async Task OnInitializedAsync()
    {
        try
        {
            _accounts = await Policies.AccountsAsync();
            _view = await Policies.RunAsync();
        }
        catch (AccessRefusedException refused) when (refused.Refusal == AccessRefusal.Forbidden)
        {
            _isClosed = true;
        }
    }
}
