using Bluebear.Dashboard.Data.Model.Accounts;
using Bluebear.Dashboard.Data.Model.Alerts;
using Bluebear.Dashboard.Data.Model.Books;
using Bluebear.Dashboard.Data.Model.Budgets;
using Bluebear.Dashboard.Data.Model.Conventions;
using Bluebear.Dashboard.Data.Model.Delivery;
using Bluebear.Dashboard.Data.Model.People;
using Bluebear.Dashboard.Data.Model.Policies;
using Bluebear.Dashboard.Data.Model.Prices;
using Bluebear.Dashboard.Data.Model.Requests;
using Bluebear.Dashboard.Data.Model.Scheduling;
using Bluebear.Dashboard.Data.Model.Spending;
using Bluebear.Dashboard.Data.Model.Tenants;
using Bluebear.Dashboard.Data.Model.Views;
using Bluebear.Dashboard.Data.Reading;
using Bluebear.Dashboard.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;

namespace Bluebear.Dashboard.Data.Model;

/// <summary>The database as EF Core knows it: its model, its migrations, and every query.</summary>
/// <remarks>
/// Every <see cref="ITenantRow"/> is filtered to <see cref="Tenant"/>. A context without a tenant finds none of them, so a
/// missing tenant shows as an empty page and never as another company's figures. Get a context from <see
/// cref="TenantReads.ForTenant"/>. People and tenants are not filtered, because signing in happens before the tenant is known.
/// Saving takes the write gate. Only the ledger's store writes transfers, entries, balances and seals.
/// </remarks>
public sealed class BluebearDbContext(DbContextOptions<BluebearDbContext> options)
    : IdentityUserContext<Person, long>(options)
{
    /// <summary>The tenant whose rows queries see; null for no rows.</summary>
    public TenantId? Tenant { get; set; }

    /// <summary>True while the context may write. The code that sets it holds the gate.</summary>
    internal bool HoldsGate { get; set; }

    public DbSet<TenantRow> Tenants => Set<TenantRow>();

    public DbSet<TenantHeadRow> TenantHeads => Set<TenantHeadRow>();

    public DbSet<AccountRow> Accounts => Set<AccountRow>();

    public DbSet<AccountLeadRow> AccountLeads => Set<AccountLeadRow>();

    public DbSet<LotRow> Lots => Set<LotRow>();

    public DbSet<PurchaseRow> Purchases => Set<PurchaseRow>();

    public DbSet<TransferRow> Transfers => Set<TransferRow>();

    public DbSet<EntryRow> Entries => Set<EntryRow>();

    public DbSet<ChargeRow> Charges => Set<ChargeRow>();

    public DbSet<OverageRow> OpenOverages => Set<OverageRow>();

    public DbSet<HoldRow> Holds => Set<HoldRow>();

    public DbSet<BudgetRow> Budgets => Set<BudgetRow>();

    public DbSet<BudgetPeriodRow> BudgetPeriods => Set<BudgetPeriodRow>();

    public DbSet<DefaultBudgetRow> DefaultBudgets => Set<DefaultBudgetRow>();

    public DbSet<TextRow> Texts => Set<TextRow>();

    public DbSet<SealRow> Seals => Set<SealRow>();

    public DbSet<UsageHourRow> UsageHours => Set<UsageHourRow>();

    public DbSet<UsageDayRow> UsageDays => Set<UsageDayRow>();

    public DbSet<ModelPriceRow> ModelPrices => Set<ModelPriceRow>();

    public DbSet<ModelPricePartRow> ModelPriceParts => Set<ModelPricePartRow>();

    public DbSet<ModelAliasRow> ModelAliases => Set<ModelAliasRow>();

    public DbSet<UnpricedDayRow> UnpricedDays => Set<UnpricedDayRow>();

    public DbSet<DenialRow> Denials => Set<DenialRow>();

    public DbSet<CreditRequestRow> CreditRequests => Set<CreditRequestRow>();

    public DbSet<OutboxEventRow> OutboxEvents => Set<OutboxEventRow>();

    public DbSet<DeliveryRow> Deliveries => Set<DeliveryRow>();

    public DbSet<WebhookEndpointRow> WebhookEndpoints => Set<WebhookEndpointRow>();

    public DbSet<NotificationSettingsRow> NotificationSettings => Set<NotificationSettingsRow>();

    public DbSet<SavedViewRow> SavedViews => Set<SavedViewRow>();

    public DbSet<SavedViewStartRow> SavedViewStarts => Set<SavedViewStartRow>();

    public DbSet<AlertRow> Alerts => Set<AlertRow>();

    public DbSet<AlertMarkRow> AlertMarks => Set<AlertMarkRow>();

    public DbSet<AlertCursorRow> AlertCursors => Set<AlertCursorRow>();

    public DbSet<AlertRuleRow> AlertRules => Set<AlertRuleRow>();

    public DbSet<SpendPoliciesRow> SpendPolicies => Set<SpendPoliciesRow>();

    public DbSet<ConsumerGroupRow> ConsumerGroups => Set<ConsumerGroupRow>();

    public DbSet<AuditEventRow> AuditEvents => Set<AuditEventRow>();

    public DbSet<ApiKeyRow> ApiKeys => Set<ApiKeyRow>();

    public DbSet<LeaseRow> Leases => Set<LeaseRow>();

    /// <inheritdoc/>
    protected override Version SchemaVersion => IdentitySchemaVersions.Version2;

    private const string TransfersOfTenant = "transfers of the tenant";

    // The filters compare with this number. No tenant has the number 0.
    private int TenantNumber => Tenant?.Value ?? 0;

    private long FirstId => TenantScopedId.Compose(new TenantId(TenantNumber), 0);

    private long LastId => TenantScopedId.Compose(new TenantId(TenantNumber), TenantScopedId.MaxNumber);

    /// <summary>The tenant's transfers with ids from <paramref name="first"/> to <paramref name="last"/>, both included.</summary>
    /// <remarks>
    /// SQLite uses only one lower and one upper bound on a key. The filter's bounds would replace the narrower ones, and a page
    /// deep in the ledger would read everything newer first. So both are combined here.
    /// </remarks>
    public IQueryable<TransferRow> TransfersBetween(long first, long last)
    {
        var (from, to) = (Math.Max(first, FirstId), Math.Min(last, LastId));
        return Transfers.IgnoreQueryFilters([TransfersOfTenant]).Where(row => row.Id >= from && row.Id <= to);
    }

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<InstantConverter>();
        // Every index costs bytes for each transfer. The configurations name those that are needed.
        configurationBuilder.Conventions.Remove<ForeignKeyIndexConvention>();
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(BluebearDbContext).Assembly);
        FilterByTenant(builder);
        SnakeCase.Apply(builder.Model);
    }

    private void FilterByTenant(ModelBuilder builder)
    {
        // A range of ids selects the same rows as the tenant (a CHECK guarantees it) and reads along the primary key.
        builder.Entity<TransferRow>().HasQueryFilter(TransfersOfTenant, row => row.Id >= FirstId && row.Id <= LastId);
        builder.Entity<EntryRow>().HasQueryFilter(row => row.TransferId >= FirstId && row.TransferId <= LastId);
        builder.Entity<ChargeRow>().HasQueryFilter(row => row.Id >= FirstId && row.Id <= LastId);
        builder.Entity<TenantHeadRow>().HasQueryFilter(row => row.TenantId == TenantNumber);
        builder.Entity<AccountRow>().HasQueryFilter(row => row.TenantId == TenantNumber);
        builder.Entity<AccountLeadRow>().HasQueryFilter(row => row.TenantId == TenantNumber);
        builder.Entity<LotRow>().HasQueryFilter(row => row.TenantId == TenantNumber);
        builder.Entity<PurchaseRow>().HasQueryFilter(row => row.TenantId == TenantNumber);
        builder.Entity<OverageRow>().HasQueryFilter(row => row.TenantId == TenantNumber);
        builder.Entity<HoldRow>().HasQueryFilter(row => row.TenantId == TenantNumber);
        builder.Entity<BudgetRow>().HasQueryFilter(row => row.TenantId == TenantNumber);
        builder.Entity<BudgetPeriodRow>().HasQueryFilter(row => row.TenantId == TenantNumber);
        builder.Entity<DefaultBudgetRow>().HasQueryFilter(row => row.TenantId == TenantNumber);
        builder.Entity<TextRow>().HasQueryFilter(row => row.TenantId == TenantNumber);
        builder.Entity<SealRow>().HasQueryFilter(row => row.TenantId == TenantNumber);
        builder.Entity<UsageHourRow>().HasQueryFilter(row => row.TenantId == TenantNumber);
        builder.Entity<UsageDayRow>().HasQueryFilter(row => row.TenantId == TenantNumber);
        builder.Entity<ModelPriceRow>().HasQueryFilter(row => row.TenantId == TenantNumber);
        builder.Entity<ModelPricePartRow>().HasQueryFilter(row => row.TenantId == TenantNumber);
        builder.Entity<ModelAliasRow>().HasQueryFilter(row => row.TenantId == TenantNumber);
        builder.Entity<UnpricedDayRow>().HasQueryFilter(row => row.TenantId == TenantNumber);
        builder.Entity<DenialRow>().HasQueryFilter(row => row.TenantId == TenantNumber);
        builder.Entity<CreditRequestRow>().HasQueryFilter(row => row.TenantId == TenantNumber);
        builder.Entity<OutboxEventRow>().HasQueryFilter(row => row.TenantId == TenantNumber);
        builder.Entity<DeliveryRow>().HasQueryFilter(row => row.TenantId == TenantNumber);
        builder.Entity<WebhookEndpointRow>().HasQueryFilter(row => row.TenantId == TenantNumber);
        builder.Entity<NotificationSettingsRow>().HasQueryFilter(row => row.TenantId == TenantNumber);
        builder.Entity<SavedViewRow>().HasQueryFilter(row => row.TenantId == TenantNumber);
        builder.Entity<SavedViewStartRow>().HasQueryFilter(row => row.TenantId == TenantNumber);
        builder.Entity<AlertRow>().HasQueryFilter(row => row.TenantId == TenantNumber);
        builder.Entity<AlertMarkRow>().HasQueryFilter(row => row.TenantId == TenantNumber);
        builder.Entity<AlertCursorRow>().HasQueryFilter(row => row.TenantId == TenantNumber);
        builder.Entity<AlertRuleRow>().HasQueryFilter(row => row.TenantId == TenantNumber);
        builder.Entity<SpendPoliciesRow>().HasQueryFilter(row => row.TenantId == TenantNumber);
        builder.Entity<ConsumerGroupRow>().HasQueryFilter(row => row.TenantId == TenantNumber);
        builder.Entity<OperationMarkRow>().HasQueryFilter(row => row.TenantId == TenantNumber);
        builder.Entity<AuditEventRow>().HasQueryFilter(row => row.TenantId == TenantNumber);
        builder.Entity<AuditHeadRow>().HasQueryFilter(row => row.TenantId == TenantNumber);
        builder.Entity<ApiKeyRow>().HasQueryFilter(row => row.TenantId == TenantNumber);
    }
}
