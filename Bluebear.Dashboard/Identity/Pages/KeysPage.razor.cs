using Bluebear.Dashboard.Identity.Keys;
using Bluebear.Dashboard.Ui.Controls;
using Bluebear.Dashboard.Ui.Screens;
using Microsoft.AspNetCore.Components;

namespace Bluebear.Dashboard.Identity.Pages;

/// <summary>Settings -> Keys: which programs may do what. Follows changes of the keys made elsewhere.</summary>
public sealed partial class KeysPage
{
    private const string OnlyAdmins = "Only a finance admin manages keys.";
    private static readonly TimeSpan Soon = TimeSpan.FromDays(7);

    private readonly Dictionary<KeyId, IReadOnlyList<MenuEntry>> _menus = [];
    private IReadOnlyList<KeyListing>? _keys;
    private OpenKeyDialog? _open;
    private bool _canManage;
    private string _filter = "";

    [Inject]
    public required ListKeys Keys { get; init; }

    [Inject]
    public required ChangeKeys Changes { get; init; }

    [Inject]
    public required Toasts Toasts { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    private string Subtitle => _keys!.Count(IsUsable) is var usable && usable == 1 ? "1 key in use" : $"{usable} keys in use";

    private IReadOnlyList<KeyListing> Found => [.. _keys!.Where(Fits)];

    protected override Task OnInitializedAsync() => FollowAsync(Topics.Record | Topics.Keys, ReadAsync);

    protected override bool Takes(AccessRefusedException refused)
    {
        IsClosed = refused.Refusal == AccessRefusal.Forbidden;
        (_keys, _open) = IsClosed ? (null, null) : (_keys, _open);
        return IsClosed;
    }

    private static bool IsUsable(KeyListing key) => key.Status is KeyStatus.Active or KeyStatus.Rotating;

    private Tone ToneOf(KeyListing key) => key.Status switch
    {
        KeyStatus.Active when key.ExpiresAt - Clock.GetUtcNow() < Soon => Tone.Warning,
        KeyStatus.Active => Tone.Good,
        KeyStatus.Rotating => Tone.Info,
        KeyStatus.Expired => Tone.Danger,
        KeyStatus.Revoked => Tone.Neutral,
    };

    private bool Fits(KeyListing key) =>
        _filter.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(word =>
            $"{key.Name} {key.Shown} {KeyScopeNames.InWords(key.Scopes)} {key.Status} {key.CreatedBy}"
                .Contains(word, StringComparison.OrdinalIgnoreCase));

    private async Task ReadAsync(CancellationToken cancellation) => Show(await Keys.ListAsync(cancellation));

    private void Show(KeysView view)
    {
        // Keeps unchanged menus as the same objects, so that an open menu is not redrawn.
        var before = (_keys ?? []).ToDictionary(key => key.Id);
        var isSameRole = _canManage == view.CanManage;
        (_keys, _canManage) = (view.Keys, view.CanManage);
        foreach (var key in view.Keys.Where(key => !isSameRole || before.GetValueOrDefault(key.Id) != key))
        {
            _menus[key.Id] = MenuFor(key);
        }
    }

    private MenuEntry[] MenuFor(KeyListing key)
    {
        const string Ended = "This key has ended.";
        var rotate = MenuEntry.For(this, "Rotate", "refresh", () => _open = new(KeyDialog.Rotate, key));
        var revoke = MenuEntry.For(this, "Revoke", "trash", () => _open = new(KeyDialog.Revoke, key)) with { Danger = true };
        rotate = rotate with { DisabledReason = IsUsable(key) ? null : Ended };
        revoke = revoke with { DisabledReason = key.Status == KeyStatus.Revoked ? Ended : null };
        MenuEntry[] menu = key.Old is null ? [rotate, revoke] : [rotate, MenuEntry.For(this, "End the old key now", "lock", () => EndOldAsync(key)), revoke];
        return _canManage ? menu : [.. menu.Select(static entry => entry with { DisabledReason = OnlyAdmins })];
    }

    private void Close() => _open = null;

    private Task ShowAsync((string Name, string Text) made)
    {
        _open = new(KeyDialog.Show, null, made.Name, made.Text);
        return RefreshAsync();
    }

    private Task RevokedAsync(string name)
    {
        _open = null;
        Toasts.Success($"The key {name} was revoked");
        return RefreshAsync();
    }

    private async Task EndOldAsync(KeyListing key)
    {
        var answer = await Changes.EndOldAsync(key.Id);
        if (answer.Problem is { } problem)
        {
            Toasts.Alert(problem);
        }
        else
        {
            Toasts.Success($"The old key of {key.Name} has ended");
        }

        await RefreshAsync();
    }
}
