using Bluebear.Dashboard.Data.Model;
using Bluebear.Dashboard.Data.Model.Spending;

namespace Bluebear.Dashboard.Data.Reading;

/// <summary>Reads the facts of a request with their texts.</summary>
internal static class FactsReads
{
    /// <summary>The facts of a row, without the token counts.</summary>
    public static async Task<UsageFacts> ReadFactsAsync(this BluebearDbContext context, FactsRow row, CancellationToken cancellation)
    {
        var texts = await TextReads.OfAsync(context, [row.UserId, row.ModelId, row.ConsumerGroupId, row.TagsId], cancellation);
        return new()
        {
            Workspace = Account(row.WorkspaceId),
            Team = Account(row.TeamId),
            Account = Account(row.AccountId),
            IsPersonal = row.IsPersonal,
            User = texts.Find(row.UserId),
            Model = texts.Find(row.ModelId),
            ConsumerGroup = texts.Find(row.ConsumerGroupId),
            Tags = TagText.Parse(texts.Find(row.TagsId)),
        };
    }

    private static NamedAccount? Account(long? id) => id is { } known ? new AccountId(known) : null;
}
