using Bluebear.Dashboard.Features.Transfers;
using Bluebear.Dashboard.Ledger.Deciding;
using Bluebear.Dashboard.Ledger.Movements.Accounts;
using Bluebear.Dashboard.Ledger.Movements.Allocation;
using Bluebear.Dashboard.Ledger.Movements.Modes;
using Bluebear.Dashboard.Ui.Controls;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Transfers;

public class TransferCreditsTests
{
    [Fact]
    public async Task Move_Twice_WithOneKey_MovesOnce()
    {
        await using var stage = await FeatureStage.CreateAsync();
        var atlas = await stage.OpenAsync("Atlas");
        var key = OperationKey.New();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ =>
            stage.Get<TransferCredits>().MoveAsync(FeatureStage.Pool, atlas, Credits.FromCredits(10), "top up", key)));

        Assert.Single(outcomes.Select(outcome => outcome.Receipt!.Transfers[0].Id).Distinct());
        Assert.Equal(Credits.FromCredits(10), await stage.AvailableAsync(atlas));
    }

    [Fact]
    public async Task Move_OfMoreThanTheSourceHas_NamesItAndWhatItHas()
    {
        await using var stage = await FeatureStage.CreateAsync();
        var atlas = await stage.OpenAsync("Atlas", 12.5m);

        var outcome = await stage.Get<TransferCredits>().MoveAsync(atlas, FeatureStage.Pool, Credits.FromCredits(13), null, OperationKey.New());

        Assert.Equal("Atlas has 12.50 cr available.", outcome.Message);
    }

    [Fact]
    public async Task Move_Refused_SaysWhyForEachReason()
    {
        await using var stage = await FeatureStage.CreateAsync();
        var atlas = await stage.OpenAsync("Atlas", 1);
        var gone = await stage.OpenAsync("Gone");
        await stage.Database.PostAsync(new DeleteAccount(gone));
        var never = new AccountId(TenantScopedId.Compose(new(1), 999));

        Assert.Equal(RefusalReason.SameAccount, await TryAsync(atlas, atlas, 1));
        Assert.Equal(RefusalReason.InvalidAmount, await TryAsync(atlas, FeatureStage.Pool, 0));
        Assert.Equal(RefusalReason.InvalidAmount, await TryAsync(atlas, FeatureStage.Pool, -1));
        Assert.Equal(RefusalReason.AccountNotFound, await TryAsync(FeatureStage.Pool, never, 1));
        Assert.Equal(RefusalReason.AccountDeleted, await TryAsync(FeatureStage.Pool, gone, 1));
        await stage.Database.PostAsync(new SwitchCreditMode(CreditMode.SharedPool));
        Assert.Equal(RefusalReason.SharedPoolMode, await TryAsync(FeatureStage.Pool, atlas, 1));

        async Task<RefusalReason?> TryAsync(AccountId from, AccountId to, long amount)
        {
            var outcome = await stage.Get<TransferCredits>().MoveAsync(from, to, Credits.FromCredits(amount), null, OperationKey.New());
            Assert.NotEmpty(outcome.Message);
            return outcome.Refusal?.Reason;
        }
    }

    [Fact]
    public async Task MoveTogether_WithOneLineTooMuch_MovesNothing()
    {
        await using var stage = await FeatureStage.CreateAsync();
        var atlas = await stage.OpenAsync("Atlas", 10);
        var borealis = await stage.OpenAsync("Borealis", 5);

        var outcome = await stage.Get<TransferCredits>().MoveTogetherAsync(
            [new(atlas, FeatureStage.Pool, Credits.FromCredits(6)), new(borealis, FeatureStage.Pool, Credits.FromCredits(6))],
            null, OperationKey.New());

        Assert.Equal("Borealis has 5.00 cr available.", outcome.Message);
        Assert.Equal(Credits.FromCredits(10), await stage.AvailableAsync(atlas));
    }

    [Fact]
    public async Task Undo_OfAMove_PostsTheReversal_Once()
    {
        await using var stage = await FeatureStage.CreateAsync();
        var atlas = await stage.OpenAsync("Atlas");
        var moved = await stage.Get<TransferCredits>().MoveAsync(FeatureStage.Pool, atlas, Credits.FromCredits(10), null, OperationKey.New());
        var transfer = moved.Receipt!.Transfers[0].Id;

        var first = await stage.Get<UndoTransfer>().UndoAsync([transfer]);
        var second = await stage.Get<UndoTransfer>().UndoAsync([transfer]);

        Assert.Equal(transfer, first.Receipt!.Transfers[0].Reverses);
        Assert.True(second.IsDone);
        Assert.Equal(Credits.FromCredits(10_000), await stage.AvailableAsync(FeatureStage.Pool));
    }

    [Fact]
    public async Task Undo_OfMovesTogether_IsAllOrNone()
    {
        await using var stage = await FeatureStage.CreateAsync();
        var (atlas, borealis) = (await stage.OpenAsync("Atlas"), await stage.OpenAsync("Borealis"));
        var moved = await stage.Get<TransferCredits>().MoveTogetherAsync(
            [new(FeatureStage.Pool, atlas, Credits.FromCredits(10)), new(FeatureStage.Pool, borealis, Credits.FromCredits(20))],
            null, OperationKey.New());
        TransferId[] transfers = [.. moved.Receipt!.Transfers.Select(transfer => transfer.Id)];
        await stage.UseAsync(atlas, 1, TimeProvider.System.GetUtcNow());

        var refused = await stage.Get<UndoTransfer>().UndoAsync(transfers);
        Assert.Equal(RefusalReason.NotReversible, refused.Refusal?.Reason);
        Assert.Equal(Credits.FromCredits(20), await stage.AvailableAsync(borealis));

        await stage.Database.PostAsync(new MoveCredits(FeatureStage.Pool, atlas, Credits.FromCredits(1)));
        var undone = await stage.Get<UndoTransfer>().UndoAsync(transfers);
        Assert.Equal(transfers.Reverse().Select(id => (TransferId?)id), undone.Receipt!.Transfers.Select(transfer => transfer.Reverses));
        Assert.Equal(Credits.FromCredits(9_999), await stage.AvailableAsync(FeatureStage.Pool));
    }

    [Fact]
    public async Task UndoOffer_OfSpentCredits_ExplainsItAsAnAlert()
    {
        await using var stage = await FeatureStage.CreateAsync();
        var atlas = await stage.OpenAsync("Atlas");
        var moved = await stage.Get<TransferCredits>().MoveAsync(FeatureStage.Pool, atlas, Credits.FromCredits(10), null, OperationKey.New());
        await stage.UseAsync(atlas, 4, TimeProvider.System.GetUtcNow());
        var toasts = stage.Get<Toasts>();
        stage.Get<UndoOffer>().Show("10.00 cr moved", [moved.Receipt!.Transfers[0].Id]);

        await toasts.Shown[0].Action!();

        var alert = toasts.Shown.Single(toast => toast.Kind == ToastKind.Alert);
        Assert.Equal(
            "Not undone. It cannot be undone: its credits were spent or moved since. Atlas has 6.00 cr available.", alert.Text);
    }

    [Fact]
    public async Task Load_ForADestination_OffersEveryAccountWithCredits()
    {
        await using var stage = await FeatureStage.CreateAsync();
        var atlas = await stage.OpenAsync("Atlas");
        await stage.OpenAsync("Borealis", 5);
        await stage.OpenAsync("Empty");
        await stage.Database.PostAsync(new OpenAccount(AccountKinds.Team, "Borealis", FirstAllocation: Credits.FromCredits(3)));

        var accounts = await stage.Get<TransferCredits>().LoadAsync([atlas]);

        Assert.Equal(["Primary Workspace", "Borealis (workspace)", "Borealis (team)"],
            SourceChoices.Of(accounts, id => id == atlas).Select(choice => choice.Text).Order().Reverse().OrderBy(text => text[0] != 'P'));
    }
}
