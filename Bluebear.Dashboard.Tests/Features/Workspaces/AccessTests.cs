using Bluebear.Dashboard.Features.Purchases;
using Bluebear.Dashboard.Features.Transfers;
using Bluebear.Dashboard.Features.Workspaces.Managing;
using Bluebear.Dashboard.Features.Workspaces.Modes;
using Bluebear.Dashboard.Identity;
using Xunit;

namespace Bluebear.Dashboard.Tests.Features.Workspaces;

/// <summary>Every use case of these features, asked by every role, and about another tenant's accounts.</summary>
public class AccessTests
{
    private static readonly AccountId Foreign = new(TenantScopedId.Compose(new(2), 1));
    private static readonly Dictionary<string, (Role[] Allowed, Func<FeatureStage, AccountId, Task> Ask)> UseCases = new()
    {
        ["create"] = ([Role.FinanceAdmin, Role.Operator],
            (stage, _) => stage.Get<CreateWorkspace>().CreateAsync(new("New", null, [], null), OperationKey.New())),
        ["create with credits"] = ([Role.FinanceAdmin, Role.Operator],
            (stage, _) => stage.Get<CreateWorkspace>().CreateAsync(new("New", null, [], Credits.FromCredits(1)), OperationKey.New())),
        ["choices"] = ([Role.FinanceAdmin, Role.Operator], (stage, _) => stage.Get<CreateWorkspace>().LoadChoicesAsync()),
        ["rename"] = ([Role.FinanceAdmin, Role.Operator],
            (stage, id) => stage.Get<RenameWorkspace>().RenameAsync(id, "Other", OperationKey.New())),
        ["preview deletion"] = ([Role.FinanceAdmin, Role.Operator], (stage, id) => stage.Get<DeleteWorkspace>().PreviewAsync(id)),
        ["delete"] = ([Role.FinanceAdmin, Role.Operator], (stage, id) => stage.Get<DeleteWorkspace>().DeleteAsync(id, OperationKey.New())),
        ["preview mode"] = ([Role.FinanceAdmin], (stage, _) => stage.Get<ChangeCreditMode>().PreviewAsync(CreditMode.SharedPool)),
        ["switch mode"] = ([Role.FinanceAdmin],
            (stage, _) => stage.Get<ChangeCreditMode>().SwitchAsync(CreditMode.SharedPool, [], OperationKey.New())),
        ["load sources"] = ([Role.FinanceAdmin, Role.Operator], (stage, id) => stage.Get<TransferCredits>().LoadAsync([id])),
        ["move"] = ([Role.FinanceAdmin, Role.Operator],
            (stage, id) => stage.Get<TransferCredits>().MoveAsync(id, FeatureStage.Pool, null, null, OperationKey.New())),
        ["move together"] = ([Role.FinanceAdmin, Role.Operator],
            (stage, id) => stage.Get<TransferCredits>().MoveTogetherAsync(
                [new(id, FeatureStage.Pool, Credits.FromCredits(1))], null, OperationKey.New())),
        ["purchase"] = ([Role.FinanceAdmin],
            (stage, _) => stage.Get<RecordPurchases>().RecordAsync(new(Credits.FromCredits(1), "INV", null, null), OperationKey.New())),
    };

    public static TheoryData<string, Role> Matrix
    {
        get
        {
            var matrix = new TheoryData<string, Role>();
            foreach (var name in UseCases.Keys)
            {
                foreach (var role in Enum.GetValues<Role>())
                {
                    matrix.Add(name, role);
                }
            }

            return matrix;
        }
    }

    public static TheoryData<string> AboutAnAccount => ["rename", "preview deletion", "delete", "load sources", "move", "move together"];

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task UseCase_ByRole_IsOpenToThoseItIsMeantFor(string name, Role role)
    {
        await using var stage = await FeatureStage.CreateAsync();
        var atlas = await stage.OpenAsync("Atlas", 100);
        stage.ActAs(role, atlas);
        var (allowed, ask) = UseCases[name];

        var refused = await Record.ExceptionAsync(() => ask(stage, atlas));

        Assert.Equal(allowed.Contains(role) ? null : AccessRefusal.Forbidden, (refused as AccessRefusedException)?.Refusal);
        Assert.True(refused is null or AccessRefusedException, $"{refused}");
    }

    [Theory]
    [MemberData(nameof(AboutAnAccount))]
    public async Task UseCase_AboutAnotherTenantsAccount_FindsNothing(string name)
    {
        await using var stage = await FeatureStage.CreateAsync();

        var refused = await Assert.ThrowsAsync<AccessRefusedException>(() => UseCases[name].Ask(stage, Foreign));

        Assert.Equal(AccessRefusal.NotFound, refused.Refusal);
    }

    [Fact]
    public async Task Undo_OfAnotherTenantsTransfer_FindsNothing()
    {
        await using var stage = await FeatureStage.CreateAsync();
        var foreign = new TransferId(TenantScopedId.Compose(new(2), 1));

        var refused = await Assert.ThrowsAsync<AccessRefusedException>(() => stage.Get<UndoTransfer>().UndoAsync([foreign]));

        Assert.Equal(AccessRefusal.NotFound, refused.Refusal);
    }

    [Theory]
    [InlineData(Role.Operator, AccessRefusal.Forbidden)]
    [InlineData(Role.Auditor, AccessRefusal.Forbidden)]
    public async Task Undo_OfAPurchase_IsAFinanceAdminsMatter(Role role, AccessRefusal expected)
    {
        await using var stage = await FeatureStage.CreateAsync();
        stage.ActAs(role);

        var refused = await Assert.ThrowsAsync<AccessRefusedException>(
            () => stage.Get<UndoTransfer>().UndoAsync([new(TenantScopedId.Compose(new(1), 1))]));

        Assert.Equal(expected, refused.Refusal);
    }
}
