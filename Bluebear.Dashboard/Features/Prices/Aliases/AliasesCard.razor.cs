using Bluebear.Dashboard.Ledger.Prices;
using Bluebear.Dashboard.Ui.Controls;
using Bluebear.Dashboard.Ui.Screens;
using Microsoft.AspNetCore.Components;

namespace Bluebear.Dashboard.Features.Prices.Aliases;

/// <summary>The model aliases, with ways to add and remove one.</summary>
public sealed partial class AliasesCard(ModelAliases service, Toasts toasts)
{
    private IReadOnlyList<ModelAlias>? _aliases;

    /// <summary>Whether the caller may change them.</summary>
    [Parameter, EditorRequired]
    public bool CanEdit { get; set; }

    /// <summary>Called to open the dialog for a new one.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnAdd { get; set; }

    protected override Task OnInitializedAsync() => FollowAsync(Topics.Record, ReadAsync);

    private async Task ReadAsync(CancellationToken cancellation) => _aliases = await service.ListAsync(cancellation);

    private async Task RemoveAsync(ModelAlias alias)
    {
        if (await service.RemoveAsync(alias.Alias))
        {
            toasts.Success($"{alias.Alias} is no longer another name of {alias.Model}");
        }

        await RefreshAsync();
    }
}
