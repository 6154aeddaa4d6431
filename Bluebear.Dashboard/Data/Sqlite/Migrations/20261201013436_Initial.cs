using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Bluebear.Dashboard.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "leases",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    holder = table.Column<string>(type: "TEXT", nullable: false),
                    epoch = table.Column<long>(type: "INTEGER", nullable: false),
                    until = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_leases", x => x.name);
                    table.CheckConstraint("ck_leases_epoch", "epoch > 0");
                    table.CheckConstraint("ck_leases_name", "length(name) BETWEEN 1 AND 50");
                });

            migrationBuilder.CreateTable(
                name: "tenants",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    time_zone = table.Column<string>(type: "TEXT", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    credits_per_usd = table.Column<decimal>(type: "TEXT", nullable: true),
                    moves_stopped_at = table.Column<long>(type: "INTEGER", nullable: true),
                    books_checked_at = table.Column<long>(type: "INTEGER", nullable: true),
                    seen_differences = table.Column<string>(type: "TEXT", nullable: true),
                    seen_accounts = table.Column<string>(type: "TEXT", nullable: true),
                    transfer_limit_micro_credits = table.Column<long>(type: "INTEGER", nullable: true),
                    opens_cost_tickets = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tenants", x => x.id);
                    table.CheckConstraint("ck_tenants_id", "id > 0 AND id <= 4194304");
                    table.CheckConstraint("ck_tenants_name", "length(name) BETWEEN 1 AND 100");
                    table.CheckConstraint("ck_tenants_transfer_limit", "transfer_limit_micro_credits IS NULL OR transfer_limit_micro_credits > 0");
                });

            migrationBuilder.CreateTable(
                name: "accounts",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    name_key = table.Column<string>(type: "TEXT", nullable: false),
                    @ref = table.Column<string>(name: "ref", type: "TEXT", nullable: true),
                    ref_key = table.Column<string>(type: "TEXT", nullable: true),
                    parent_id = table.Column<long>(type: "INTEGER", nullable: true),
                    status = table.Column<int>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    deleted_at = table.Column<long>(type: "INTEGER", nullable: true),
                    available_micro_credits = table.Column<long>(type: "INTEGER", nullable: false),
                    reserved_micro_credits = table.Column<long>(type: "INTEGER", nullable: false),
                    overage_micro_credits = table.Column<long>(type: "INTEGER", nullable: false),
                    entry_sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    reference_micro_credits = table.Column<long>(type: "INTEGER", nullable: false),
                    reference_transfer_id = table.Column<long>(type: "INTEGER", nullable: true),
                    allocation_era = table.Column<long>(type: "INTEGER", nullable: false),
                    standing_allocations = table.Column<int>(type: "INTEGER", nullable: false),
                    next_budget_at = table.Column<long>(type: "INTEGER", nullable: true),
                    running_budgets = table.Column<int>(type: "INTEGER", nullable: false),
                    on_exhausted = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_accounts", x => x.id);
                    table.CheckConstraint("ck_accounts_available_micro_credits", "available_micro_credits >= 0");
                    table.CheckConstraint("ck_accounts_deleted", "(status = 1) = (deleted_at IS NOT NULL)");
                    table.CheckConstraint("ck_accounts_entry_sequence", "entry_sequence >= 0");
                    table.CheckConstraint("ck_accounts_id_tenant", "id >> 40 = tenant_id");
                    table.CheckConstraint("ck_accounts_name", "length(name) BETWEEN 1 AND 100");
                    table.CheckConstraint("ck_accounts_on_exhausted", "on_exhausted IN (0, 1)");
                    table.CheckConstraint("ck_accounts_overage_micro_credits", "overage_micro_credits >= 0");
                    table.CheckConstraint("ck_accounts_parent", "parent_id <> id");
                    table.CheckConstraint("ck_accounts_parent_id_tenant", "parent_id >> 40 = tenant_id");
                    table.CheckConstraint("ck_accounts_ref_key", "(ref IS NULL) = (ref_key IS NULL)");
                    table.CheckConstraint("ck_accounts_reserved_micro_credits", "reserved_micro_credits >= 0");
                    table.CheckConstraint("ck_accounts_running_budgets", "running_budgets >= 0");
                    table.CheckConstraint("ck_accounts_standing_allocations", "standing_allocations >= 0");
                    table.CheckConstraint("ck_accounts_status", "status IN (0, 1)");
                    table.CheckConstraint("ck_accounts_tenant_id", "tenant_id > 0");
                    table.ForeignKey(
                        name: "fk_accounts_parent_id",
                        column: x => x.parent_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_accounts_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "alert_cursors",
                columns: table => new
                {
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: false),
                    transfers = table.Column<long>(type: "INTEGER", nullable: false),
                    mode = table.Column<int>(type: "INTEGER", nullable: false),
                    are_moves_stopped = table.Column<bool>(type: "INTEGER", nullable: false),
                    next_look_at = table.Column<long>(type: "INTEGER", nullable: true),
                    alerts = table.Column<long>(type: "INTEGER", nullable: false),
                    sequence = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_alert_cursors", x => x.tenant_id);
                    table.CheckConstraint("ck_alert_cursors_alerts", "alerts >= 0");
                    table.CheckConstraint("ck_alert_cursors_sequence", "sequence >= 0");
                    table.CheckConstraint("ck_alert_cursors_tenant_id", "tenant_id > 0");
                    table.CheckConstraint("ck_alert_cursors_transfers", "transfers >= 0");
                    table.ForeignKey(
                        name: "fk_alert_cursors_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "api_keys",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    name_key = table.Column<string>(type: "TEXT", nullable: false),
                    scopes = table.Column<int>(type: "INTEGER", nullable: false),
                    rotation = table.Column<int>(type: "INTEGER", nullable: false),
                    hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    hint = table.Column<string>(type: "TEXT", nullable: false),
                    old_hash = table.Column<byte[]>(type: "BLOB", nullable: true),
                    old_hint = table.Column<string>(type: "TEXT", nullable: true),
                    old_until = table.Column<long>(type: "INTEGER", nullable: true),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    created_by = table.Column<string>(type: "TEXT", nullable: false),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: true),
                    rotated_at = table.Column<long>(type: "INTEGER", nullable: true),
                    last_used_at = table.Column<long>(type: "INTEGER", nullable: true),
                    old_last_used_at = table.Column<long>(type: "INTEGER", nullable: true),
                    revoked_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_api_keys", x => x.id);
                    table.CheckConstraint("ck_api_keys_hash", "length(hash) = 32");
                    table.CheckConstraint("ck_api_keys_id_tenant", "id >> 40 = tenant_id");
                    table.CheckConstraint("ck_api_keys_name", "length(name) BETWEEN 1 AND 100");
                    table.CheckConstraint("ck_api_keys_old", "(old_hash IS NULL) = (old_until IS NULL) AND (old_hash IS NULL OR length(old_hash) = 32)");
                    table.CheckConstraint("ck_api_keys_scopes", "scopes BETWEEN 1 AND 31");
                    table.CheckConstraint("ck_api_keys_tenant_id", "tenant_id > 0");
                    table.ForeignKey(
                        name: "fk_api_keys_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "audit_events",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: false),
                    recorded_at = table.Column<long>(type: "INTEGER", nullable: false),
                    person_id = table.Column<long>(type: "INTEGER", nullable: true),
                    actor = table.Column<string>(type: "TEXT", nullable: false),
                    action = table.Column<string>(type: "TEXT", nullable: false),
                    subject = table.Column<string>(type: "TEXT", nullable: false),
                    before = table.Column<string>(type: "TEXT", nullable: true),
                    after = table.Column<string>(type: "TEXT", nullable: true),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    number = table.Column<long>(type: "INTEGER", nullable: false),
                    salt = table.Column<byte[]>(type: "BLOB", nullable: true),
                    digest = table.Column<byte[]>(type: "BLOB", nullable: false),
                    hash = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_events", x => x.id);
                    table.CheckConstraint("ck_audit_events_action", "length(action) > 0");
                    table.CheckConstraint("ck_audit_events_actor", "length(actor) > 0");
                    table.CheckConstraint("ck_audit_events_digest", "length(digest) = 16");
                    table.CheckConstraint("ck_audit_events_hash", "length(hash) = 32");
                    table.CheckConstraint("ck_audit_events_number", "number > 0");
                    table.CheckConstraint("ck_audit_events_tenant_id", "tenant_id > 0");
                    table.ForeignKey(
                        name: "fk_audit_events_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "audit_heads",
                columns: table => new
                {
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: false),
                    events = table.Column<long>(type: "INTEGER", nullable: false),
                    hash = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_heads", x => x.tenant_id);
                    table.CheckConstraint("ck_audit_heads_events", "events >= 0");
                    table.CheckConstraint("ck_audit_heads_hash", "length(hash) = 32");
                    table.CheckConstraint("ck_audit_heads_tenant_id", "tenant_id > 0");
                    table.ForeignKey(
                        name: "fk_audit_heads_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "model_aliases",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: false),
                    alias = table.Column<string>(type: "TEXT", nullable: false),
                    model = table.Column<string>(type: "TEXT", nullable: true),
                    recorded_at = table.Column<long>(type: "INTEGER", nullable: false),
                    actor = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_model_aliases", x => x.id);
                    table.CheckConstraint("ck_model_aliases_alias", "length(alias) BETWEEN 1 AND 255");
                    table.CheckConstraint("ck_model_aliases_model", "model IS NULL OR (length(model) BETWEEN 1 AND 255 AND model <> alias)");
                    table.CheckConstraint("ck_model_aliases_tenant_id", "tenant_id > 0");
                    table.ForeignKey(
                        name: "fk_model_aliases_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "model_prices",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: false),
                    model = table.Column<string>(type: "TEXT", nullable: false),
                    valid_from = table.Column<long>(type: "INTEGER", nullable: true),
                    input_per_million = table.Column<decimal>(type: "TEXT", nullable: true),
                    cached_input_per_million = table.Column<decimal>(type: "TEXT", nullable: true),
                    output_per_million = table.Column<decimal>(type: "TEXT", nullable: true),
                    max_output_tokens = table.Column<long>(type: "INTEGER", nullable: true),
                    recorded_at = table.Column<long>(type: "INTEGER", nullable: false),
                    actor = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_model_prices", x => x.id);
                    table.CheckConstraint("ck_model_prices_cached_input_per_million", "cached_input_per_million GLOB '[0-9]*'");
                    table.CheckConstraint("ck_model_prices_input_per_million", "input_per_million GLOB '[0-9]*'");
                    table.CheckConstraint("ck_model_prices_model", "length(model) BETWEEN 1 AND 255");
                    table.CheckConstraint("ck_model_prices_output_per_million", "output_per_million GLOB '[0-9]*'");
                    table.CheckConstraint("ck_model_prices_tenant_id", "tenant_id > 0");
                    table.ForeignKey(
                        name: "fk_model_prices_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "people",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: false),
                    role = table.Column<int>(type: "INTEGER", nullable: false),
                    display_name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    is_disabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    last_sign_in_at = table.Column<long>(type: "INTEGER", nullable: true),
                    user_name = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    normalized_user_name = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    email = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    normalized_email = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    email_confirmed = table.Column<bool>(type: "INTEGER", nullable: false),
                    password_hash = table.Column<string>(type: "TEXT", nullable: true),
                    security_stamp = table.Column<string>(type: "TEXT", nullable: true),
                    concurrency_stamp = table.Column<string>(type: "TEXT", nullable: true),
                    phone_number = table.Column<string>(type: "TEXT", nullable: true),
                    phone_number_confirmed = table.Column<bool>(type: "INTEGER", nullable: false),
                    two_factor_enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    lockout_end = table.Column<long>(type: "INTEGER", nullable: true),
                    lockout_enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    access_failed_count = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_people", x => x.id);
                    table.CheckConstraint("ck_people_role", "role BETWEEN 0 AND 3");
                    table.ForeignKey(
                        name: "fk_people_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "seals",
                columns: table => new
                {
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: false),
                    number = table.Column<long>(type: "INTEGER", nullable: false),
                    transfers = table.Column<long>(type: "INTEGER", nullable: false),
                    purchases = table.Column<long>(type: "INTEGER", nullable: false),
                    charges = table.Column<long>(type: "INTEGER", nullable: false),
                    holds = table.Column<long>(type: "INTEGER", nullable: false),
                    texts = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    hash = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_seals", x => new { x.tenant_id, x.number });
                    table.CheckConstraint("ck_seals_hash", "length(hash) = 32");
                    table.CheckConstraint("ck_seals_number", "number > 0");
                    table.CheckConstraint("ck_seals_tenant_id", "tenant_id > 0");
                    table.ForeignKey(
                        name: "fk_seals_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "spend_policies",
                columns: table => new
                {
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: false),
                    wallet_enforcement = table.Column<bool>(type: "INTEGER", nullable: false),
                    split = table.Column<bool>(type: "INTEGER", nullable: false),
                    personal_use = table.Column<bool>(type: "INTEGER", nullable: false),
                    workspace_route = table.Column<string>(type: "TEXT", nullable: false),
                    team_route = table.Column<string>(type: "TEXT", nullable: false),
                    personal_route = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_spend_policies", x => x.tenant_id);
                    table.CheckConstraint("ck_spend_policies_tenant_id", "tenant_id > 0");
                    table.ForeignKey(
                        name: "fk_spend_policies_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "texts",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    value = table.Column<string>(type: "TEXT", nullable: false),
                    salt = table.Column<byte[]>(type: "BLOB", nullable: true),
                    digest = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_texts", x => x.id);
                    table.CheckConstraint("ck_texts_digest", "length(digest) = 16");
                    table.CheckConstraint("ck_texts_id_tenant", "id >> 40 = tenant_id");
                    table.CheckConstraint("ck_texts_kind", "kind BETWEEN 1 AND 7");
                    table.CheckConstraint("ck_texts_tenant_id", "tenant_id > 0");
                    table.CheckConstraint("ck_texts_value", "length(value) > 0 AND (length(value) <= 500 OR kind = 7)");
                    table.ForeignKey(
                        name: "fk_texts_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "unpriced_days",
                columns: table => new
                {
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: false),
                    day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    model = table.Column<string>(type: "TEXT", nullable: false),
                    requests = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_unpriced_days", x => new { x.tenant_id, x.day, x.model });
                    table.CheckConstraint("ck_unpriced_days_model", "length(model) <= 255");
                    table.CheckConstraint("ck_unpriced_days_requests", "requests > 0");
                    table.CheckConstraint("ck_unpriced_days_tenant_id", "tenant_id > 0");
                    table.ForeignKey(
                        name: "fk_unpriced_days_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "usage_days",
                columns: table => new
                {
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: false),
                    day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    dimension = table.Column<int>(type: "INTEGER", nullable: false),
                    account_id = table.Column<long>(type: "INTEGER", nullable: false),
                    micro_credits = table.Column<long>(type: "INTEGER", nullable: false),
                    requests = table.Column<long>(type: "INTEGER", nullable: false),
                    cached_input_tokens = table.Column<long>(type: "INTEGER", nullable: false),
                    input_tokens = table.Column<long>(type: "INTEGER", nullable: false),
                    output_tokens = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_usage_days", x => new { x.tenant_id, x.dimension, x.day, x.account_id });
                    table.CheckConstraint("ck_usage_days_cached_input_tokens", "typeof(cached_input_tokens) = 'integer'");
                    table.CheckConstraint("ck_usage_days_dimension", "dimension IN (1, 2)");
                    table.CheckConstraint("ck_usage_days_input_tokens", "typeof(input_tokens) = 'integer'");
                    table.CheckConstraint("ck_usage_days_micro_credits", "typeof(micro_credits) = 'integer'");
                    table.CheckConstraint("ck_usage_days_output_tokens", "typeof(output_tokens) = 'integer'");
                    table.CheckConstraint("ck_usage_days_requests", "typeof(requests) = 'integer'");
                    table.CheckConstraint("ck_usage_days_tenant_id", "tenant_id > 0");
                    table.ForeignKey(
                        name: "fk_usage_days_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "usage_hours",
                columns: table => new
                {
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: false),
                    hour_starts_at = table.Column<long>(type: "INTEGER", nullable: false),
                    payer_id = table.Column<long>(type: "INTEGER", nullable: false),
                    workspace_id = table.Column<long>(type: "INTEGER", nullable: false),
                    team_id = table.Column<long>(type: "INTEGER", nullable: false),
                    user_id = table.Column<long>(type: "INTEGER", nullable: false),
                    model_id = table.Column<long>(type: "INTEGER", nullable: false),
                    consumer_group_id = table.Column<long>(type: "INTEGER", nullable: false),
                    account_id = table.Column<long>(type: "INTEGER", nullable: false),
                    actor_id = table.Column<long>(type: "INTEGER", nullable: false),
                    tags_id = table.Column<long>(type: "INTEGER", nullable: false),
                    day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    micro_credits = table.Column<long>(type: "INTEGER", nullable: false),
                    requests = table.Column<long>(type: "INTEGER", nullable: false),
                    cached_input_tokens = table.Column<long>(type: "INTEGER", nullable: false),
                    input_tokens = table.Column<long>(type: "INTEGER", nullable: false),
                    output_tokens = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_usage_hours", x => new { x.tenant_id, x.hour_starts_at, x.payer_id, x.workspace_id, x.team_id, x.user_id, x.model_id, x.consumer_group_id, x.account_id, x.actor_id, x.tags_id });
                    table.CheckConstraint("ck_usage_hours_cached_input_tokens", "typeof(cached_input_tokens) = 'integer'");
                    table.CheckConstraint("ck_usage_hours_input_tokens", "typeof(input_tokens) = 'integer'");
                    table.CheckConstraint("ck_usage_hours_micro_credits", "typeof(micro_credits) = 'integer'");
                    table.CheckConstraint("ck_usage_hours_output_tokens", "typeof(output_tokens) = 'integer'");
                    table.CheckConstraint("ck_usage_hours_payer_id_tenant", "payer_id >> 40 = tenant_id");
                    table.CheckConstraint("ck_usage_hours_requests", "typeof(requests) = 'integer'");
                    table.CheckConstraint("ck_usage_hours_tenant_id", "tenant_id > 0");
                    table.ForeignKey(
                        name: "fk_usage_hours_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "webhook_endpoints",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: false),
                    url = table.Column<string>(type: "TEXT", nullable: false),
                    events = table.Column<string>(type: "TEXT", nullable: false),
                    format = table.Column<int>(type: "INTEGER", nullable: false),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    off_reason = table.Column<string>(type: "TEXT", nullable: true),
                    failing_since = table.Column<long>(type: "INTEGER", nullable: true),
                    last_delivered_at = table.Column<long>(type: "INTEGER", nullable: true),
                    secret = table.Column<string>(type: "TEXT", nullable: false),
                    previous_secret = table.Column<string>(type: "TEXT", nullable: true),
                    previous_until = table.Column<long>(type: "INTEGER", nullable: true),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    created_by = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_webhook_endpoints", x => x.id);
                    table.CheckConstraint("ck_webhook_endpoints_events", "length(events) > 0");
                    table.CheckConstraint("ck_webhook_endpoints_format", "format BETWEEN 1 AND 2");
                    table.CheckConstraint("ck_webhook_endpoints_id_tenant", "id >> 40 = tenant_id");
                    table.CheckConstraint("ck_webhook_endpoints_off_reason", "(state = 2) <= (off_reason IS NOT NULL)");
                    table.CheckConstraint("ck_webhook_endpoints_previous", "(previous_secret IS NULL) = (previous_until IS NULL)");
                    table.CheckConstraint("ck_webhook_endpoints_state", "state BETWEEN 1 AND 3");
                    table.CheckConstraint("ck_webhook_endpoints_tenant_id", "tenant_id > 0");
                    table.CheckConstraint("ck_webhook_endpoints_url", "length(url) BETWEEN 1 AND 2000");
                    table.ForeignKey(
                        name: "fk_webhook_endpoints_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "alert_marks",
                columns: table => new
                {
                    account_id = table.Column<long>(type: "INTEGER", nullable: false),
                    threshold = table.Column<string>(type: "TEXT", nullable: false),
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_alert_marks", x => new { x.account_id, x.threshold });
                    table.CheckConstraint("ck_alert_marks_account_id_tenant", "account_id >> 40 = tenant_id");
                    table.CheckConstraint("ck_alert_marks_tenant_id", "tenant_id > 0");
                    table.ForeignKey(
                        name: "fk_alert_marks_account_id",
                        column: x => x.account_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_alert_marks_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "alert_rules",
                columns: table => new
                {
                    scope_id = table.Column<long>(type: "INTEGER", nullable: false),
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: false),
                    account_id = table.Column<long>(type: "INTEGER", nullable: true),
                    thresholds = table.Column<string>(type: "TEXT", nullable: true),
                    kinds_off = table.Column<string>(type: "TEXT", nullable: true),
                    review_from = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_alert_rules", x => x.scope_id);
                    table.CheckConstraint("ck_alert_rules_account_id_tenant", "account_id >> 40 = tenant_id");
                    table.CheckConstraint("ck_alert_rules_scope", "account_id IS NULL OR account_id = scope_id");
                    table.CheckConstraint("ck_alert_rules_scope_id_tenant", "scope_id >> 40 = tenant_id");
                    table.CheckConstraint("ck_alert_rules_tenant_id", "tenant_id > 0");
                    table.ForeignKey(
                        name: "fk_alert_rules_account_id",
                        column: x => x.account_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_alert_rules_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "alerts",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: false),
                    account_id = table.Column<long>(type: "INTEGER", nullable: true),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    severity = table.Column<int>(type: "INTEGER", nullable: false),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    cause = table.Column<string>(type: "TEXT", nullable: false),
                    opened_at = table.Column<long>(type: "INTEGER", nullable: false),
                    acknowledged_at = table.Column<long>(type: "INTEGER", nullable: true),
                    acknowledged_by = table.Column<string>(type: "TEXT", nullable: true),
                    resolved_at = table.Column<long>(type: "INTEGER", nullable: true),
                    snoozed_until = table.Column<long>(type: "INTEGER", nullable: true),
                    is_snoozed_until_worse = table.Column<bool>(type: "INTEGER", nullable: false),
                    message = table.Column<string>(type: "TEXT", nullable: false),
                    facts = table.Column<string>(type: "TEXT", nullable: false),
                    sequence = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_alerts", x => x.id);
                    table.CheckConstraint("ck_alerts_account_id_tenant", "account_id >> 40 = tenant_id");
                    table.CheckConstraint("ck_alerts_acknowledged", "(acknowledged_at IS NULL) = (acknowledged_by IS NULL) AND (state <> 2 OR acknowledged_at IS NOT NULL)");
                    table.CheckConstraint("ck_alerts_id_tenant", "id >> 40 = tenant_id");
                    table.CheckConstraint("ck_alerts_kind", "kind BETWEEN 1 AND 13");
                    table.CheckConstraint("ck_alerts_resolved", "(state = 3) = (resolved_at IS NOT NULL)");
                    table.CheckConstraint("ck_alerts_severity", "severity BETWEEN 1 AND 3");
                    table.CheckConstraint("ck_alerts_state", "state BETWEEN 1 AND 3");
                    table.CheckConstraint("ck_alerts_tenant_id", "tenant_id > 0");
                    table.ForeignKey(
                        name: "fk_alerts_account_id",
                        column: x => x.account_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_alerts_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "budgets",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: false),
                    account_id = table.Column<long>(type: "INTEGER", nullable: false),
                    source_id = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    amount_micro_credits = table.Column<long>(type: "INTEGER", nullable: true),
                    top_up_to_micro_credits = table.Column<long>(type: "INTEGER", nullable: true),
                    unused = table.Column<int>(type: "INTEGER", nullable: false),
                    carry_up_to_micro_credits = table.Column<long>(type: "INTEGER", nullable: true),
                    allow_partial = table.Column<bool>(type: "INTEGER", nullable: false),
                    starts_at = table.Column<long>(type: "INTEGER", nullable: true),
                    ends_at = table.Column<long>(type: "INTEGER", nullable: true),
                    anchor = table.Column<int>(type: "INTEGER", nullable: false),
                    day = table.Column<int>(type: "INTEGER", nullable: false),
                    step = table.Column<int>(type: "INTEGER", nullable: false),
                    next_at = table.Column<long>(type: "INTEGER", nullable: true),
                    current_period = table.Column<long>(type: "INTEGER", nullable: false),
                    periods = table.Column<int>(type: "INTEGER", nullable: false),
                    status = table.Column<int>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    key_hash = table.Column<byte[]>(type: "BLOB", nullable: true),
                    request_hash = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_budgets", x => x.id);
                    table.CheckConstraint("ck_budgets_account_id_tenant", "account_id >> 40 = tenant_id");
                    table.CheckConstraint("ck_budgets_amount", "(amount_micro_credits IS NULL) <> (top_up_to_micro_credits IS NULL)");
                    table.CheckConstraint("ck_budgets_amounts", "ifnull(amount_micro_credits, 1) > 0 AND ifnull(top_up_to_micro_credits, 1) > 0");
                    table.CheckConstraint("ck_budgets_carry", "carry_up_to_micro_credits IS NULL OR carry_up_to_micro_credits >= 0");
                    table.CheckConstraint("ck_budgets_current_period", "current_period >= 0");
                    table.CheckConstraint("ck_budgets_day", "day BETWEEN 1 AND 31");
                    table.CheckConstraint("ck_budgets_id_tenant", "id >> 40 = tenant_id");
                    table.CheckConstraint("ck_budgets_key_hash", "length(key_hash) = 16");
                    table.CheckConstraint("ck_budgets_kind", "kind BETWEEN 1 AND 4");
                    table.CheckConstraint("ck_budgets_mark", "(key_hash IS NULL) = (request_hash IS NULL)");
                    table.CheckConstraint("ck_budgets_one_time", "kind <> 1 OR ends_at IS NOT NULL");
                    table.CheckConstraint("ck_budgets_periods", "periods >= 0");
                    table.CheckConstraint("ck_budgets_request_hash", "length(request_hash) = 16");
                    table.CheckConstraint("ck_budgets_source", "source_id <> account_id");
                    table.CheckConstraint("ck_budgets_source_id_tenant", "source_id >> 40 = tenant_id");
                    table.CheckConstraint("ck_budgets_status", "status BETWEEN 1 AND 3 AND (status = 1) = (ended_at IS NULL) AND (status = 1) = (next_at IS NOT NULL)");
                    table.CheckConstraint("ck_budgets_tenant_id", "tenant_id > 0");
                    table.CheckConstraint("ck_budgets_unused", "unused BETWEEN 1 AND 4 AND (unused = 3) = (carry_up_to_micro_credits IS NOT NULL)");
                    table.ForeignKey(
                        name: "fk_budgets_account_id",
                        column: x => x.account_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_budgets_source_id",
                        column: x => x.source_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_budgets_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "consumer_groups",
                columns: table => new
                {
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: false),
                    group_id = table.Column<string>(type: "TEXT", nullable: false),
                    team_id = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_consumer_groups", x => new { x.tenant_id, x.group_id });
                    table.CheckConstraint("ck_consumer_groups_group_id", "length(group_id) BETWEEN 1 AND 255");
                    table.CheckConstraint("ck_consumer_groups_team_id_tenant", "team_id >> 40 = tenant_id");
                    table.CheckConstraint("ck_consumer_groups_tenant_id", "tenant_id > 0");
                    table.ForeignKey(
                        name: "fk_consumer_groups_team_id",
                        column: x => x.team_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_consumer_groups_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "default_budgets",
                columns: table => new
                {
                    scope_id = table.Column<long>(type: "INTEGER", nullable: false),
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: false),
                    account_id = table.Column<long>(type: "INTEGER", nullable: true),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    amount_micro_credits = table.Column<long>(type: "INTEGER", nullable: true),
                    top_up_to_micro_credits = table.Column<long>(type: "INTEGER", nullable: true),
                    day = table.Column<int>(type: "INTEGER", nullable: true),
                    unused = table.Column<int>(type: "INTEGER", nullable: false),
                    carry_up_to_micro_credits = table.Column<long>(type: "INTEGER", nullable: true),
                    allow_partial = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_default_budgets", x => x.scope_id);
                    table.CheckConstraint("ck_default_budgets_account_id_tenant", "account_id >> 40 = tenant_id");
                    table.CheckConstraint("ck_default_budgets_amount", "(amount_micro_credits IS NULL) <> (top_up_to_micro_credits IS NULL)");
                    table.CheckConstraint("ck_default_budgets_day", "day BETWEEN 1 AND 31");
                    table.CheckConstraint("ck_default_budgets_kind", "kind BETWEEN 2 AND 4");
                    table.CheckConstraint("ck_default_budgets_scope", "account_id IS NULL OR account_id = scope_id");
                    table.CheckConstraint("ck_default_budgets_scope_id_tenant", "scope_id >> 40 = tenant_id");
                    table.CheckConstraint("ck_default_budgets_tenant_id", "tenant_id > 0");
                    table.CheckConstraint("ck_default_budgets_unused", "unused BETWEEN 1 AND 4 AND (unused = 3) = (carry_up_to_micro_credits IS NOT NULL)");
                    table.ForeignKey(
                        name: "fk_default_budgets_account_id",
                        column: x => x.account_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_default_budgets_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "denials",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: false),
                    digest = table.Column<string>(type: "TEXT", nullable: false),
                    reason = table.Column<int>(type: "INTEGER", nullable: false),
                    account_id = table.Column<long>(type: "INTEGER", nullable: true),
                    workspace_id = table.Column<long>(type: "INTEGER", nullable: true),
                    team_id = table.Column<long>(type: "INTEGER", nullable: true),
                    named_id = table.Column<long>(type: "INTEGER", nullable: true),
                    user = table.Column<string>(type: "TEXT", nullable: true),
                    model = table.Column<string>(type: "TEXT", nullable: true),
                    consumer_group = table.Column<string>(type: "TEXT", nullable: true),
                    is_personal = table.Column<bool>(type: "INTEGER", nullable: false),
                    input_tokens = table.Column<long>(type: "INTEGER", nullable: false),
                    cached_input_tokens = table.Column<long>(type: "INTEGER", nullable: false),
                    output_tokens = table.Column<long>(type: "INTEGER", nullable: false),
                    amount_micro_credits = table.Column<long>(type: "INTEGER", nullable: false),
                    is_priced = table.Column<bool>(type: "INTEGER", nullable: false),
                    shortfall_micro_credits = table.Column<long>(type: "INTEGER", nullable: false),
                    asked_by = table.Column<string>(type: "TEXT", nullable: false),
                    first_at = table.Column<long>(type: "INTEGER", nullable: false),
                    last_at = table.Column<long>(type: "INTEGER", nullable: false),
                    times = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_denials", x => x.id);
                    table.CheckConstraint("ck_denials_account_id_tenant", "account_id >> 40 = tenant_id");
                    table.CheckConstraint("ck_denials_amount_micro_credits", "amount_micro_credits >= 0");
                    table.CheckConstraint("ck_denials_cached_input_tokens", "cached_input_tokens >= 0");
                    table.CheckConstraint("ck_denials_id_tenant", "id >> 40 = tenant_id");
                    table.CheckConstraint("ck_denials_input_tokens", "input_tokens >= 0");
                    table.CheckConstraint("ck_denials_named_id_tenant", "named_id >> 40 = tenant_id");
                    table.CheckConstraint("ck_denials_order", "first_at <= last_at");
                    table.CheckConstraint("ck_denials_output_tokens", "output_tokens >= 0");
                    table.CheckConstraint("ck_denials_reason", "reason BETWEEN 1 AND 2");
                    table.CheckConstraint("ck_denials_shortfall_micro_credits", "typeof(shortfall_micro_credits) = 'integer'");
                    table.CheckConstraint("ck_denials_team_id_tenant", "team_id >> 40 = tenant_id");
                    table.CheckConstraint("ck_denials_tenant_id", "tenant_id > 0");
                    table.CheckConstraint("ck_denials_times", "times > 0");
                    table.CheckConstraint("ck_denials_workspace_id_tenant", "workspace_id >> 40 = tenant_id");
                    table.ForeignKey(
                        name: "fk_denials_account_id",
                        column: x => x.account_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_denials_named_id",
                        column: x => x.named_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_denials_team_id",
                        column: x => x.team_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_denials_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_denials_workspace_id",
                        column: x => x.workspace_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "operation_marks",
                columns: table => new
                {
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: false),
                    key_hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    request_hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    account_id = table.Column<long>(type: "INTEGER", nullable: true),
                    hold_id = table.Column<long>(type: "INTEGER", nullable: true),
                    charge_id = table.Column<long>(type: "INTEGER", nullable: true),
                    seal = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_operation_marks", x => new { x.tenant_id, x.key_hash });
                    table.CheckConstraint("ck_operation_marks_account_id_tenant", "account_id >> 40 = tenant_id");
                    table.CheckConstraint("ck_operation_marks_charge_id_tenant", "charge_id >> 40 = tenant_id");
                    table.CheckConstraint("ck_operation_marks_hold_id_tenant", "hold_id >> 40 = tenant_id");
                    table.CheckConstraint("ck_operation_marks_key_hash", "length(key_hash) = 16");
                    table.CheckConstraint("ck_operation_marks_request_hash", "length(request_hash) = 16");
                    table.CheckConstraint("ck_operation_marks_tenant_id", "tenant_id > 0");
                    table.ForeignKey(
                        name: "fk_operation_marks_account_id",
                        column: x => x.account_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_operation_marks_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "outbox_events",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: false),
                    type = table.Column<string>(type: "TEXT", nullable: false),
                    account_id = table.Column<long>(type: "INTEGER", nullable: true),
                    severity = table.Column<string>(type: "TEXT", nullable: true),
                    kind = table.Column<string>(type: "TEXT", nullable: true),
                    person = table.Column<string>(type: "TEXT", nullable: true),
                    subject = table.Column<string>(type: "TEXT", nullable: false),
                    data = table.Column<string>(type: "TEXT", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    fanned_out_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_outbox_events", x => x.id);
                    table.CheckConstraint("ck_outbox_events_account_id_tenant", "account_id >> 40 = tenant_id");
                    table.CheckConstraint("ck_outbox_events_data", "json_type(data) = 'object'");
                    table.CheckConstraint("ck_outbox_events_id_tenant", "id >> 40 = tenant_id");
                    table.CheckConstraint("ck_outbox_events_kind", "length(kind) BETWEEN 1 AND 50");
                    table.CheckConstraint("ck_outbox_events_severity", "severity IN ('info', 'warning', 'critical')");
                    table.CheckConstraint("ck_outbox_events_subject", "length(subject) BETWEEN 1 AND 500");
                    table.CheckConstraint("ck_outbox_events_tenant_id", "tenant_id > 0");
                    table.CheckConstraint("ck_outbox_events_type", "length(type) BETWEEN 1 AND 50");
                    table.ForeignKey(
                        name: "fk_outbox_events_account_id",
                        column: x => x.account_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_outbox_events_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "model_price_parts",
                columns: table => new
                {
                    price_id = table.Column<long>(type: "INTEGER", nullable: false),
                    part = table.Column<int>(type: "INTEGER", nullable: false),
                    tier = table.Column<int>(type: "INTEGER", nullable: false),
                    above_input_tokens = table.Column<long>(type: "INTEGER", nullable: false),
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: false),
                    per_million = table.Column<decimal>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_model_price_parts", x => new { x.price_id, x.part, x.tier, x.above_input_tokens });
                    table.CheckConstraint("ck_model_price_parts_above", "above_input_tokens = 0 OR (above_input_tokens BETWEEN 1 AND 1000000000000 AND part <= 10)");
                    table.CheckConstraint("ck_model_price_parts_part", "part BETWEEN 1 AND 15");
                    table.CheckConstraint("ck_model_price_parts_per_million", "per_million GLOB '[0-9]*'");
                    table.CheckConstraint("ck_model_price_parts_plain", "part NOT IN (1, 2, 7) OR tier <> 0 OR above_input_tokens <> 0");
                    table.CheckConstraint("ck_model_price_parts_tenant_id", "tenant_id > 0");
                    table.CheckConstraint("ck_model_price_parts_tier", "tier BETWEEN 0 AND 3");
                    table.ForeignKey(
                        name: "fk_model_price_parts_price_id",
                        column: x => x.price_id,
                        principalTable: "model_prices",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_model_price_parts_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "account_leads",
                columns: table => new
                {
                    account_id = table.Column<long>(type: "INTEGER", nullable: false),
                    person_id = table.Column<long>(type: "INTEGER", nullable: false),
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_account_leads", x => new { x.account_id, x.person_id });
                    table.CheckConstraint("ck_account_leads_account_id_tenant", "account_id >> 40 = tenant_id");
                    table.CheckConstraint("ck_account_leads_tenant_id", "tenant_id > 0");
                    table.ForeignKey(
                        name: "fk_account_leads_account_id",
                        column: x => x.account_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_account_leads_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_account_leads_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "notification_settings",
                columns: table => new
                {
                    person_id = table.Column<long>(type: "INTEGER", nullable: false),
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: false),
                    alerts = table.Column<int>(type: "INTEGER", nullable: false),
                    muted_kinds = table.Column<string>(type: "TEXT", nullable: false),
                    requests = table.Column<bool>(type: "INTEGER", nullable: false),
                    quiet_from = table.Column<int>(type: "INTEGER", nullable: true),
                    quiet_until = table.Column<int>(type: "INTEGER", nullable: true),
                    digest_at = table.Column<int>(type: "INTEGER", nullable: true),
                    critical_at_once = table.Column<bool>(type: "INTEGER", nullable: false),
                    time_zone = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_notification_settings", x => x.person_id);
                    table.CheckConstraint("ck_notification_settings_alerts", "alerts BETWEEN 0 AND 3");
                    table.CheckConstraint("ck_notification_settings_digest_at", "digest_at BETWEEN 0 AND 1439");
                    table.CheckConstraint("ck_notification_settings_quiet", "(quiet_from IS NULL) = (quiet_until IS NULL) AND quiet_from BETWEEN 0 AND 1439 AND quiet_until BETWEEN 0 AND 1439 AND quiet_from <> quiet_until");
                    table.CheckConstraint("ck_notification_settings_tenant_id", "tenant_id > 0");
                    table.ForeignKey(
                        name: "fk_notification_settings_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_notification_settings_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "person_claims",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    user_id = table.Column<long>(type: "INTEGER", nullable: false),
                    claim_type = table.Column<string>(type: "TEXT", nullable: true),
                    claim_value = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_person_claims", x => x.id);
                    table.ForeignKey(
                        name: "fk_person_claims_user_id",
                        column: x => x.user_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "person_logins",
                columns: table => new
                {
                    login_provider = table.Column<string>(type: "TEXT", nullable: false),
                    provider_key = table.Column<string>(type: "TEXT", nullable: false),
                    provider_display_name = table.Column<string>(type: "TEXT", nullable: true),
                    user_id = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_person_logins", x => new { x.login_provider, x.provider_key });
                    table.ForeignKey(
                        name: "fk_person_logins_user_id",
                        column: x => x.user_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "person_tokens",
                columns: table => new
                {
                    user_id = table.Column<long>(type: "INTEGER", nullable: false),
                    login_provider = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    value = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_person_tokens", x => new { x.user_id, x.login_provider, x.name });
                    table.ForeignKey(
                        name: "fk_person_tokens_user_id",
                        column: x => x.user_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "saved_views",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: false),
                    person_id = table.Column<long>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    query = table.Column<string>(type: "TEXT", nullable: false),
                    is_shared = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_saved_views", x => x.id);
                    table.CheckConstraint("ck_saved_views_id_tenant", "id >> 40 = tenant_id");
                    table.CheckConstraint("ck_saved_views_name", "length(name) BETWEEN 1 AND 100");
                    table.CheckConstraint("ck_saved_views_query", "length(query) <= 4000");
                    table.CheckConstraint("ck_saved_views_tenant_id", "tenant_id > 0");
                    table.ForeignKey(
                        name: "fk_saved_views_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_saved_views_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "holds",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: false),
                    holder_id = table.Column<long>(type: "INTEGER", nullable: false),
                    amount_micro_credits = table.Column<long>(type: "INTEGER", nullable: false),
                    transfer_id = table.Column<long>(type: "INTEGER", nullable: true),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: false),
                    status = table.Column<int>(type: "INTEGER", nullable: false),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    charge_id = table.Column<long>(type: "INTEGER", nullable: true),
                    details = table.Column<string>(type: "TEXT", nullable: true),
                    decision = table.Column<byte[]>(type: "BLOB", nullable: true),
                    cached_input_tokens = table.Column<long>(type: "INTEGER", nullable: false),
                    input_tokens = table.Column<long>(type: "INTEGER", nullable: false),
                    output_tokens = table.Column<long>(type: "INTEGER", nullable: false),
                    workspace_id = table.Column<long>(type: "INTEGER", nullable: true),
                    team_id = table.Column<long>(type: "INTEGER", nullable: true),
                    account_id = table.Column<long>(type: "INTEGER", nullable: true),
                    is_personal = table.Column<bool>(type: "INTEGER", nullable: false),
                    user_id = table.Column<long>(type: "INTEGER", nullable: true),
                    model_id = table.Column<long>(type: "INTEGER", nullable: true),
                    consumer_group_id = table.Column<long>(type: "INTEGER", nullable: true),
                    tags_id = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_holds", x => x.id);
                    table.CheckConstraint("ck_holds_account_id_tenant", "account_id >> 40 = tenant_id");
                    table.CheckConstraint("ck_holds_amount", "amount_micro_credits > 0 OR (amount_micro_credits = 0 AND transfer_id IS NULL)");
                    table.CheckConstraint("ck_holds_cached", "cached_input_tokens <= input_tokens");
                    table.CheckConstraint("ck_holds_cached_input_tokens", "cached_input_tokens >= 0");
                    table.CheckConstraint("ck_holds_charge", "status <> 0 OR charge_id IS NULL");
                    table.CheckConstraint("ck_holds_charge_id_tenant", "charge_id >> 40 = tenant_id");
                    table.CheckConstraint("ck_holds_consumer_group_id_tenant", "consumer_group_id >> 40 = tenant_id");
                    table.CheckConstraint("ck_holds_decision", "(transfer_id IS NULL) = (decision IS NOT NULL)");
                    table.CheckConstraint("ck_holds_details", "length(details) BETWEEN 1 AND 1000");
                    table.CheckConstraint("ck_holds_ended", "(status = 0) = (ended_at IS NULL)");
                    table.CheckConstraint("ck_holds_holder_id_tenant", "holder_id >> 40 = tenant_id");
                    table.CheckConstraint("ck_holds_id_tenant", "id >> 40 = tenant_id");
                    table.CheckConstraint("ck_holds_input_tokens", "input_tokens >= 0");
                    table.CheckConstraint("ck_holds_model_id_tenant", "model_id >> 40 = tenant_id");
                    table.CheckConstraint("ck_holds_output_tokens", "output_tokens >= 0");
                    table.CheckConstraint("ck_holds_status", "status BETWEEN 0 AND 3");
                    table.CheckConstraint("ck_holds_tags_id_tenant", "tags_id >> 40 = tenant_id");
                    table.CheckConstraint("ck_holds_team_id_tenant", "team_id >> 40 = tenant_id");
                    table.CheckConstraint("ck_holds_tenant_id", "tenant_id > 0");
                    table.CheckConstraint("ck_holds_transfer_id_tenant", "transfer_id >> 40 = tenant_id");
                    table.CheckConstraint("ck_holds_user_id_tenant", "user_id >> 40 = tenant_id");
                    table.CheckConstraint("ck_holds_workspace_id_tenant", "workspace_id >> 40 = tenant_id");
                    table.ForeignKey(
                        name: "fk_holds_account_id",
                        column: x => x.account_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_holds_consumer_group_id",
                        column: x => x.consumer_group_id,
                        principalTable: "texts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_holds_holder_id",
                        column: x => x.holder_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_holds_model_id",
                        column: x => x.model_id,
                        principalTable: "texts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_holds_tags_id",
                        column: x => x.tags_id,
                        principalTable: "texts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_holds_team_id",
                        column: x => x.team_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_holds_user_id",
                        column: x => x.user_id,
                        principalTable: "texts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_holds_workspace_id",
                        column: x => x.workspace_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "budget_periods",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: false),
                    budget_id = table.Column<long>(type: "INTEGER", nullable: false),
                    account_id = table.Column<long>(type: "INTEGER", nullable: false),
                    source_id = table.Column<long>(type: "INTEGER", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    starts_at = table.Column<long>(type: "INTEGER", nullable: false),
                    ends_at = table.Column<long>(type: "INTEGER", nullable: false),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    due_micro_credits = table.Column<long>(type: "INTEGER", nullable: false),
                    before_micro_credits = table.Column<long>(type: "INTEGER", nullable: false),
                    funded_micro_credits = table.Column<long>(type: "INTEGER", nullable: false),
                    carried_in_micro_credits = table.Column<long>(type: "INTEGER", nullable: false),
                    carried_out_micro_credits = table.Column<long>(type: "INTEGER", nullable: false),
                    returned_micro_credits = table.Column<long>(type: "INTEGER", nullable: false),
                    expired_micro_credits = table.Column<long>(type: "INTEGER", nullable: false),
                    waiting_since = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_budget_periods", x => x.id);
                    table.CheckConstraint("ck_budget_periods_account_id_tenant", "account_id >> 40 = tenant_id");
                    table.CheckConstraint("ck_budget_periods_before_micro_credits", "before_micro_credits >= 0");
                    table.CheckConstraint("ck_budget_periods_budget_id_tenant", "budget_id >> 40 = tenant_id");
                    table.CheckConstraint("ck_budget_periods_carried_in_micro_credits", "carried_in_micro_credits >= 0");
                    table.CheckConstraint("ck_budget_periods_carried_out_micro_credits", "carried_out_micro_credits >= 0");
                    table.CheckConstraint("ck_budget_periods_due_micro_credits", "due_micro_credits >= 0");
                    table.CheckConstraint("ck_budget_periods_expired_micro_credits", "expired_micro_credits >= 0");
                    table.CheckConstraint("ck_budget_periods_funded_micro_credits", "funded_micro_credits >= 0");
                    table.CheckConstraint("ck_budget_periods_id_tenant", "id >> 40 = tenant_id");
                    table.CheckConstraint("ck_budget_periods_number", "number > 0");
                    table.CheckConstraint("ck_budget_periods_returned_micro_credits", "returned_micro_credits >= 0");
                    table.CheckConstraint("ck_budget_periods_source_id_tenant", "source_id >> 40 = tenant_id");
                    table.CheckConstraint("ck_budget_periods_state", "state BETWEEN 1 AND 5");
                    table.CheckConstraint("ck_budget_periods_tenant_id", "tenant_id > 0");
                    table.CheckConstraint("ck_budget_periods_waiting", "(state = 2) = (waiting_since IS NOT NULL)");
                    table.CheckConstraint("ck_budget_periods_window", "starts_at < ends_at");
                    table.ForeignKey(
                        name: "fk_budget_periods_account_id",
                        column: x => x.account_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_budget_periods_budget_id",
                        column: x => x.budget_id,
                        principalTable: "budgets",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_budget_periods_source_id",
                        column: x => x.source_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_budget_periods_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "deliveries",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: false),
                    event_id = table.Column<long>(type: "INTEGER", nullable: false),
                    endpoint_id = table.Column<long>(type: "INTEGER", nullable: true),
                    person_id = table.Column<long>(type: "INTEGER", nullable: true),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    next_attempt_at = table.Column<long>(type: "INTEGER", nullable: false),
                    claimed_until = table.Column<long>(type: "INTEGER", nullable: true),
                    mail_id = table.Column<long>(type: "INTEGER", nullable: true),
                    last_status = table.Column<int>(type: "INTEGER", nullable: true),
                    last_answer = table.Column<string>(type: "TEXT", nullable: true),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_deliveries", x => x.id);
                    table.CheckConstraint("ck_deliveries_attempts", "attempts >= 0");
                    table.CheckConstraint("ck_deliveries_ended", "(state = 1) = (ended_at IS NULL)");
                    table.CheckConstraint("ck_deliveries_endpoint_id_tenant", "endpoint_id >> 40 = tenant_id");
                    table.CheckConstraint("ck_deliveries_event_id_tenant", "event_id >> 40 = tenant_id");
                    table.CheckConstraint("ck_deliveries_id_tenant", "id >> 40 = tenant_id");
                    table.CheckConstraint("ck_deliveries_last_answer", "length(last_answer) <= 500");
                    table.CheckConstraint("ck_deliveries_state", "state BETWEEN 1 AND 4");
                    table.CheckConstraint("ck_deliveries_tenant_id", "tenant_id > 0");
                    table.CheckConstraint("ck_deliveries_to", "(endpoint_id IS NULL) <> (person_id IS NULL)");
                    table.ForeignKey(
                        name: "fk_deliveries_endpoint_id",
                        column: x => x.endpoint_id,
                        principalTable: "webhook_endpoints",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_deliveries_event_id",
                        column: x => x.event_id,
                        principalTable: "outbox_events",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_deliveries_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_deliveries_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "saved_view_starts",
                columns: table => new
                {
                    person_id = table.Column<long>(type: "INTEGER", nullable: false),
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: false),
                    view_id = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_saved_view_starts", x => x.person_id);
                    table.CheckConstraint("ck_saved_view_starts_tenant_id", "tenant_id > 0");
                    table.CheckConstraint("ck_saved_view_starts_view_id_tenant", "view_id >> 40 = tenant_id");
                    table.ForeignKey(
                        name: "fk_saved_view_starts_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_saved_view_starts_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_saved_view_starts_view_id",
                        column: x => x.view_id,
                        principalTable: "saved_views",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "charges",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: false),
                    transfer_id = table.Column<long>(type: "INTEGER", nullable: true),
                    payer_id = table.Column<long>(type: "INTEGER", nullable: false),
                    amount_micro_credits = table.Column<long>(type: "INTEGER", nullable: false),
                    occurred_at = table.Column<long>(type: "INTEGER", nullable: false, computedColumnSql: "recorded_at - occurred_ago_microseconds", stored: false),
                    occurred_ago_microseconds = table.Column<long>(type: "INTEGER", nullable: false),
                    recorded_at = table.Column<long>(type: "INTEGER", nullable: false),
                    details = table.Column<string>(type: "TEXT", nullable: true),
                    key_hash = table.Column<byte[]>(type: "BLOB", nullable: true),
                    request_hash = table.Column<byte[]>(type: "BLOB", nullable: true),
                    hold_id = table.Column<long>(type: "INTEGER", nullable: true),
                    is_estimate = table.Column<bool>(type: "INTEGER", nullable: false),
                    cached_input_tokens = table.Column<long>(type: "INTEGER", nullable: false),
                    input_tokens = table.Column<long>(type: "INTEGER", nullable: false),
                    output_tokens = table.Column<long>(type: "INTEGER", nullable: false),
                    workspace_id = table.Column<long>(type: "INTEGER", nullable: true),
                    team_id = table.Column<long>(type: "INTEGER", nullable: true),
                    account_id = table.Column<long>(type: "INTEGER", nullable: true),
                    is_personal = table.Column<bool>(type: "INTEGER", nullable: false),
                    user_id = table.Column<long>(type: "INTEGER", nullable: true),
                    model_id = table.Column<long>(type: "INTEGER", nullable: true),
                    consumer_group_id = table.Column<long>(type: "INTEGER", nullable: true),
                    tags_id = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_charges", x => x.id);
                    table.CheckConstraint("ck_charges_account_id_tenant", "account_id >> 40 = tenant_id");
                    table.CheckConstraint("ck_charges_amount_micro_credits", "amount_micro_credits >= 0");
                    table.CheckConstraint("ck_charges_cached", "cached_input_tokens <= input_tokens");
                    table.CheckConstraint("ck_charges_cached_input_tokens", "cached_input_tokens >= 0");
                    table.CheckConstraint("ck_charges_consumer_group_id_tenant", "consumer_group_id >> 40 = tenant_id");
                    table.CheckConstraint("ck_charges_details", "length(details) BETWEEN 1 AND 1000");
                    table.CheckConstraint("ck_charges_hold_id_tenant", "hold_id >> 40 = tenant_id");
                    table.CheckConstraint("ck_charges_id_tenant", "id >> 40 = tenant_id");
                    table.CheckConstraint("ck_charges_input_tokens", "input_tokens >= 0");
                    table.CheckConstraint("ck_charges_key_hash", "length(key_hash) = 16");
                    table.CheckConstraint("ck_charges_mark", "(key_hash IS NULL) = (request_hash IS NULL)");
                    table.CheckConstraint("ck_charges_model_id_tenant", "model_id >> 40 = tenant_id");
                    table.CheckConstraint("ck_charges_output_tokens", "output_tokens >= 0");
                    table.CheckConstraint("ck_charges_payer_id_tenant", "payer_id >> 40 = tenant_id");
                    table.CheckConstraint("ck_charges_request_hash", "length(request_hash) = 16");
                    table.CheckConstraint("ck_charges_tags_id_tenant", "tags_id >> 40 = tenant_id");
                    table.CheckConstraint("ck_charges_team_id_tenant", "team_id >> 40 = tenant_id");
                    table.CheckConstraint("ck_charges_tenant_id", "tenant_id > 0");
                    table.CheckConstraint("ck_charges_transfer_id_tenant", "transfer_id >> 40 = tenant_id");
                    table.CheckConstraint("ck_charges_user_id_tenant", "user_id >> 40 = tenant_id");
                    table.CheckConstraint("ck_charges_workspace_id_tenant", "workspace_id >> 40 = tenant_id");
                    table.ForeignKey(
                        name: "fk_charges_account_id",
                        column: x => x.account_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_charges_consumer_group_id",
                        column: x => x.consumer_group_id,
                        principalTable: "texts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_charges_hold_id",
                        column: x => x.hold_id,
                        principalTable: "holds",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_charges_model_id",
                        column: x => x.model_id,
                        principalTable: "texts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_charges_payer_id",
                        column: x => x.payer_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_charges_tags_id",
                        column: x => x.tags_id,
                        principalTable: "texts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_charges_team_id",
                        column: x => x.team_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_charges_user_id",
                        column: x => x.user_id,
                        principalTable: "texts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_charges_workspace_id",
                        column: x => x.workspace_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "open_overages",
                columns: table => new
                {
                    account_id = table.Column<long>(type: "INTEGER", nullable: false),
                    charge_id = table.Column<long>(type: "INTEGER", nullable: false),
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: false),
                    amount_micro_credits = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_open_overages", x => new { x.account_id, x.charge_id });
                    table.CheckConstraint("ck_open_overages_account_id_tenant", "account_id >> 40 = tenant_id");
                    table.CheckConstraint("ck_open_overages_amount", "amount_micro_credits > 0");
                    table.CheckConstraint("ck_open_overages_charge_id_tenant", "charge_id >> 40 = tenant_id");
                    table.CheckConstraint("ck_open_overages_tenant_id", "tenant_id > 0");
                    table.ForeignKey(
                        name: "fk_open_overages_account_id",
                        column: x => x.account_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_open_overages_charge_id",
                        column: x => x.charge_id,
                        principalTable: "charges",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_open_overages_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "transfers",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: false),
                    type = table.Column<int>(type: "INTEGER", nullable: false),
                    amount_micro_credits = table.Column<long>(type: "INTEGER", nullable: false),
                    from_id = table.Column<long>(type: "INTEGER", nullable: true),
                    to_id = table.Column<long>(type: "INTEGER", nullable: true),
                    occurred_at = table.Column<long>(type: "INTEGER", nullable: false, computedColumnSql: "recorded_at - occurred_ago_microseconds", stored: false),
                    occurred_ago_microseconds = table.Column<long>(type: "INTEGER", nullable: false),
                    recorded_at = table.Column<long>(type: "INTEGER", nullable: false),
                    accounted_at = table.Column<long>(type: "INTEGER", nullable: true),
                    actor_id = table.Column<long>(type: "INTEGER", nullable: false),
                    reason_id = table.Column<long>(type: "INTEGER", nullable: true),
                    reference_id = table.Column<long>(type: "INTEGER", nullable: true),
                    operation_id = table.Column<long>(type: "INTEGER", nullable: true),
                    key_hash = table.Column<byte[]>(type: "BLOB", nullable: true),
                    request_hash = table.Column<byte[]>(type: "BLOB", nullable: true),
                    reverses_id = table.Column<long>(type: "INTEGER", nullable: true),
                    charge_id = table.Column<long>(type: "INTEGER", nullable: true),
                    hold_id = table.Column<long>(type: "INTEGER", nullable: true),
                    decision = table.Column<byte[]>(type: "BLOB", nullable: true),
                    cause = table.Column<int>(type: "INTEGER", nullable: true),
                    bases = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_transfers", x => x.id);
                    table.CheckConstraint("ck_transfers_actor_id_tenant", "actor_id >> 40 = tenant_id");
                    table.CheckConstraint("ck_transfers_allocation", "type <> 2 OR (from_id IS NOT NULL AND to_id IS NOT NULL AND (from_id <> to_id OR coalesce(cause, 0) = 10))");
                    table.CheckConstraint("ck_transfers_amount", "amount_micro_credits > 0");
                    table.CheckConstraint("ck_transfers_cause", "cause BETWEEN 1 AND 12");
                    table.CheckConstraint("ck_transfers_charge_id_tenant", "charge_id >> 40 = tenant_id");
                    table.CheckConstraint("ck_transfers_from_id_tenant", "from_id >> 40 = tenant_id");
                    table.CheckConstraint("ck_transfers_hold_id_tenant", "hold_id >> 40 = tenant_id");
                    table.CheckConstraint("ck_transfers_id_tenant", "id >> 40 = tenant_id");
                    table.CheckConstraint("ck_transfers_key_hash", "length(key_hash) = 16");
                    table.CheckConstraint("ck_transfers_mark", "(key_hash IS NULL) = (request_hash IS NULL)");
                    table.CheckConstraint("ck_transfers_operation_id_tenant", "operation_id >> 40 = tenant_id");
                    table.CheckConstraint("ck_transfers_purchase", "type <> 1 OR (from_id IS NULL AND to_id IS NOT NULL)");
                    table.CheckConstraint("ck_transfers_reason_id_tenant", "reason_id >> 40 = tenant_id");
                    table.CheckConstraint("ck_transfers_reference_id_tenant", "reference_id >> 40 = tenant_id");
                    table.CheckConstraint("ck_transfers_request_hash", "length(request_hash) = 16");
                    table.CheckConstraint("ck_transfers_reversal", "(type = 8) = (reverses_id IS NOT NULL)");
                    table.CheckConstraint("ck_transfers_reverses_id_tenant", "reverses_id >> 40 = tenant_id");
                    table.CheckConstraint("ck_transfers_tenant_id", "tenant_id > 0");
                    table.CheckConstraint("ck_transfers_to_id_tenant", "to_id >> 40 = tenant_id");
                    table.CheckConstraint("ck_transfers_type", "type BETWEEN 1 AND 8");
                    table.ForeignKey(
                        name: "fk_transfers_actor_id",
                        column: x => x.actor_id,
                        principalTable: "texts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_transfers_charge_id",
                        column: x => x.charge_id,
                        principalTable: "charges",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_transfers_from_id",
                        column: x => x.from_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_transfers_hold_id",
                        column: x => x.hold_id,
                        principalTable: "holds",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_transfers_operation_id",
                        column: x => x.operation_id,
                        principalTable: "transfers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_transfers_reason_id",
                        column: x => x.reason_id,
                        principalTable: "texts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_transfers_reference_id",
                        column: x => x.reference_id,
                        principalTable: "texts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_transfers_reverses_id",
                        column: x => x.reverses_id,
                        principalTable: "transfers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_transfers_to_id",
                        column: x => x.to_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "credit_requests",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: false),
                    account_id = table.Column<long>(type: "INTEGER", nullable: false),
                    from_id = table.Column<long>(type: "INTEGER", nullable: true),
                    amount_micro_credits = table.Column<long>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: false),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    requested_by = table.Column<string>(type: "TEXT", nullable: false),
                    requested_on_behalf_of = table.Column<string>(type: "TEXT", nullable: false),
                    requested_at = table.Column<long>(type: "INTEGER", nullable: false),
                    filing_key = table.Column<string>(type: "TEXT", nullable: false),
                    answered_by = table.Column<string>(type: "TEXT", nullable: true),
                    answered_at = table.Column<long>(type: "INTEGER", nullable: true),
                    denial_reason = table.Column<string>(type: "TEXT", nullable: true),
                    granted_micro_credits = table.Column<long>(type: "INTEGER", nullable: true),
                    transfer_id = table.Column<long>(type: "INTEGER", nullable: true),
                    budget_terms = table.Column<string>(type: "TEXT", nullable: true),
                    budget_id = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_credit_requests", x => x.id);
                    table.CheckConstraint("ck_credit_requests_account_id_tenant", "account_id >> 40 = tenant_id");
                    table.CheckConstraint("ck_credit_requests_amount", "amount_micro_credits > 0");
                    table.CheckConstraint("ck_credit_requests_answer", "(state IN (1, 6)) = (answered_at IS NULL) AND (state = 4) = (denial_reason IS NOT NULL)");
                    table.CheckConstraint("ck_credit_requests_budget", "(budget_terms IS NULL OR from_id IS NOT NULL) AND (budget_id IS NULL OR budget_terms IS NOT NULL)");
                    table.CheckConstraint("ck_credit_requests_budget_id_tenant", "budget_id >> 40 = tenant_id");
                    table.CheckConstraint("ck_credit_requests_from_id_tenant", "from_id >> 40 = tenant_id");
                    table.CheckConstraint("ck_credit_requests_granted", "(state IN (2, 3)) = (granted_micro_credits IS NOT NULL) AND (granted_micro_credits IS NULL OR granted_micro_credits > 0)");
                    table.CheckConstraint("ck_credit_requests_id_tenant", "id >> 40 = tenant_id");
                    table.CheckConstraint("ck_credit_requests_reason", "length(reason) BETWEEN 1 AND 500");
                    table.CheckConstraint("ck_credit_requests_second", "state <> 6 OR from_id IS NOT NULL");
                    table.CheckConstraint("ck_credit_requests_state", "state BETWEEN 1 AND 6");
                    table.CheckConstraint("ck_credit_requests_tenant_id", "tenant_id > 0");
                    table.CheckConstraint("ck_credit_requests_transfer", "(transfer_id IS NULL OR state = 3) AND (state <> 3 OR transfer_id IS NOT NULL OR budget_terms IS NOT NULL)");
                    table.ForeignKey(
                        name: "fk_credit_requests_account_id",
                        column: x => x.account_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_credit_requests_budget_id",
                        column: x => x.budget_id,
                        principalTable: "budgets",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_credit_requests_from_id",
                        column: x => x.from_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_credit_requests_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_credit_requests_transfer_id",
                        column: x => x.transfer_id,
                        principalTable: "transfers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ledger_heads",
                columns: table => new
                {
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: false),
                    primary_id = table.Column<long>(type: "INTEGER", nullable: false),
                    mode = table.Column<int>(type: "INTEGER", nullable: false),
                    mode_era = table.Column<long>(type: "INTEGER", nullable: false),
                    last_sweep_id = table.Column<long>(type: "INTEGER", nullable: true),
                    last_recorded_at = table.Column<long>(type: "INTEGER", nullable: false),
                    purchased_micro_credits = table.Column<long>(type: "INTEGER", nullable: false),
                    used_micro_credits = table.Column<long>(type: "INTEGER", nullable: false),
                    tokens = table.Column<long>(type: "INTEGER", nullable: false),
                    transfers = table.Column<long>(type: "INTEGER", nullable: false),
                    accounts = table.Column<long>(type: "INTEGER", nullable: false),
                    purchases = table.Column<long>(type: "INTEGER", nullable: false),
                    lots = table.Column<long>(type: "INTEGER", nullable: false),
                    charges = table.Column<long>(type: "INTEGER", nullable: false),
                    holds = table.Column<long>(type: "INTEGER", nullable: false),
                    texts = table.Column<long>(type: "INTEGER", nullable: false),
                    budgets = table.Column<long>(type: "INTEGER", nullable: false),
                    budget_periods = table.Column<long>(type: "INTEGER", nullable: false),
                    seals = table.Column<long>(type: "INTEGER", nullable: false),
                    seal_hash = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ledger_heads", x => x.tenant_id);
                    table.CheckConstraint("ck_ledger_heads_accounts", "accounts >= 0");
                    table.CheckConstraint("ck_ledger_heads_budget_periods", "budget_periods >= 0");
                    table.CheckConstraint("ck_ledger_heads_budgets", "budgets >= 0");
                    table.CheckConstraint("ck_ledger_heads_charges", "charges >= 0");
                    table.CheckConstraint("ck_ledger_heads_holds", "holds >= 0");
                    table.CheckConstraint("ck_ledger_heads_last_sweep_id_tenant", "last_sweep_id >> 40 = tenant_id");
                    table.CheckConstraint("ck_ledger_heads_lots", "lots >= 0");
                    table.CheckConstraint("ck_ledger_heads_primary_id_tenant", "primary_id >> 40 = tenant_id");
                    table.CheckConstraint("ck_ledger_heads_purchased_micro_credits", "purchased_micro_credits >= 0");
                    table.CheckConstraint("ck_ledger_heads_purchases", "purchases >= 0");
                    table.CheckConstraint("ck_ledger_heads_seal_hash", "length(seal_hash) = 32");
                    table.CheckConstraint("ck_ledger_heads_seals", "seals >= 0");
                    table.CheckConstraint("ck_ledger_heads_tenant_id", "tenant_id > 0");
                    table.CheckConstraint("ck_ledger_heads_texts", "texts >= 0");
                    table.CheckConstraint("ck_ledger_heads_tokens", "tokens >= 0");
                    table.CheckConstraint("ck_ledger_heads_transfers", "transfers >= 0");
                    table.CheckConstraint("ck_ledger_heads_used_micro_credits", "used_micro_credits >= 0");
                    table.ForeignKey(
                        name: "fk_ledger_heads_last_sweep_id",
                        column: x => x.last_sweep_id,
                        principalTable: "transfers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_ledger_heads_primary_id",
                        column: x => x.primary_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_ledger_heads_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "purchases",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: false),
                    transfer_id = table.Column<long>(type: "INTEGER", nullable: false),
                    amount_micro_credits = table.Column<long>(type: "INTEGER", nullable: false),
                    reference = table.Column<string>(type: "TEXT", nullable: false),
                    price_amount = table.Column<decimal>(type: "TEXT", nullable: true),
                    price_currency = table.Column<string>(type: "TEXT", nullable: true),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: true),
                    recorded_at = table.Column<long>(type: "INTEGER", nullable: false),
                    is_reversed = table.Column<bool>(type: "INTEGER", nullable: false),
                    spent_micro_credits = table.Column<long>(type: "INTEGER", nullable: false),
                    expired_micro_credits = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_purchases", x => x.id);
                    table.CheckConstraint("ck_purchases_amount", "amount_micro_credits > 0");
                    table.CheckConstraint("ck_purchases_expired_micro_credits", "expired_micro_credits >= 0");
                    table.CheckConstraint("ck_purchases_id_tenant", "id >> 40 = tenant_id");
                    table.CheckConstraint("ck_purchases_price", "(price_amount IS NULL) = (price_currency IS NULL)");
                    table.CheckConstraint("ck_purchases_price_currency", "length(price_currency) = 3");
                    table.CheckConstraint("ck_purchases_reference", "length(reference) BETWEEN 1 AND 255");
                    table.CheckConstraint("ck_purchases_spent_micro_credits", "spent_micro_credits >= 0");
                    table.CheckConstraint("ck_purchases_tenant_id", "tenant_id > 0");
                    table.CheckConstraint("ck_purchases_transfer_id_tenant", "transfer_id >> 40 = tenant_id");
                    table.ForeignKey(
                        name: "fk_purchases_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_purchases_transfer_id",
                        column: x => x.transfer_id,
                        principalTable: "transfers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "lots",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: false),
                    account_id = table.Column<long>(type: "INTEGER", nullable: false),
                    purchase_id = table.Column<long>(type: "INTEGER", nullable: false),
                    budget_period = table.Column<long>(type: "INTEGER", nullable: false),
                    ends_at = table.Column<long>(type: "INTEGER", nullable: true),
                    available_micro_credits = table.Column<long>(type: "INTEGER", nullable: false),
                    reserved_micro_credits = table.Column<long>(type: "INTEGER", nullable: false),
                    spent_micro_credits = table.Column<long>(type: "INTEGER", nullable: false),
                    burn_ends_at = table.Column<long>(type: "INTEGER", nullable: false, computedColumnSql: "ifnull(ends_at, 9223372036854775807)", stored: false),
                    burn_free = table.Column<int>(type: "INTEGER", nullable: false, computedColumnSql: "budget_period = 0", stored: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_lots", x => x.id);
                    table.UniqueConstraint("ak_lots_account_id_purchase_id_budget_period", x => new { x.account_id, x.purchase_id, x.budget_period });
                    table.CheckConstraint("ck_lots_account_id_tenant", "account_id >> 40 = tenant_id");
                    table.CheckConstraint("ck_lots_available_micro_credits", "available_micro_credits >= 0");
                    table.CheckConstraint("ck_lots_budget_period", "budget_period >= 0");
                    table.CheckConstraint("ck_lots_id_tenant", "id >> 40 = tenant_id");
                    table.CheckConstraint("ck_lots_purchase_id_tenant", "purchase_id >> 40 = tenant_id");
                    table.CheckConstraint("ck_lots_reserved_micro_credits", "reserved_micro_credits >= 0");
                    table.CheckConstraint("ck_lots_spent_micro_credits", "spent_micro_credits >= 0");
                    table.CheckConstraint("ck_lots_tenant_id", "tenant_id > 0");
                    table.ForeignKey(
                        name: "fk_lots_account_id",
                        column: x => x.account_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_lots_purchase_id",
                        column: x => x.purchase_id,
                        principalTable: "purchases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_lots_tenant_id",
                        column: x => x.tenant_id,
                        principalTable: "tenants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "entries",
                columns: table => new
                {
                    transfer_id = table.Column<long>(type: "INTEGER", nullable: false),
                    line = table.Column<int>(type: "INTEGER", nullable: false),
                    tenant_id = table.Column<int>(type: "INTEGER", nullable: false),
                    account_id = table.Column<long>(type: "INTEGER", nullable: true),
                    bucket = table.Column<int>(type: "INTEGER", nullable: false),
                    purchase_id = table.Column<long>(type: "INTEGER", nullable: true),
                    budget_period = table.Column<long>(type: "INTEGER", nullable: false),
                    amount_micro_credits = table.Column<long>(type: "INTEGER", nullable: false),
                    balance_after_micro_credits = table.Column<long>(type: "INTEGER", nullable: true),
                    available_after_micro_credits = table.Column<long>(type: "INTEGER", nullable: true),
                    reserved_after_micro_credits = table.Column<long>(type: "INTEGER", nullable: true),
                    sequence = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_entries", x => new { x.transfer_id, x.line });
                    table.CheckConstraint("ck_entries_account_id_tenant", "account_id >> 40 = tenant_id");
                    table.CheckConstraint("ck_entries_amount", "amount_micro_credits <> 0");
                    table.CheckConstraint("ck_entries_available_after", "available_after_micro_credits IS NULL OR (account_id IS NOT NULL AND available_after_micro_credits >= 0 AND (bucket <> 1 OR available_after_micro_credits = balance_after_micro_credits))");
                    table.CheckConstraint("ck_entries_balance_after", "(account_id IS NULL) = (balance_after_micro_credits IS NULL)");
                    table.CheckConstraint("ck_entries_bucket", "bucket BETWEEN 1 AND 6");
                    table.CheckConstraint("ck_entries_floor", "balance_after_micro_credits IS NULL OR (bucket <= 2 AND balance_after_micro_credits >= 0) OR (bucket = 3 AND balance_after_micro_credits <= 0)");
                    table.CheckConstraint("ck_entries_line", "line > 0");
                    table.CheckConstraint("ck_entries_purchase_id_tenant", "purchase_id >> 40 = tenant_id");
                    table.CheckConstraint("ck_entries_reserved_after", "(reserved_after_micro_credits IS NULL) = (available_after_micro_credits IS NULL) AND reserved_after_micro_credits >= 0 AND (bucket <> 2 OR reserved_after_micro_credits = balance_after_micro_credits)");
                    table.CheckConstraint("ck_entries_sequence", "(account_id IS NULL AND sequence = 0) OR (account_id IS NOT NULL AND sequence > 0)");
                    table.CheckConstraint("ck_entries_side", "(bucket <= 3) = (account_id IS NOT NULL)");
                    table.CheckConstraint("ck_entries_tenant_id", "tenant_id > 0");
                    table.CheckConstraint("ck_entries_transfer_id_tenant", "transfer_id >> 40 = tenant_id");
                    table.ForeignKey(
                        name: "fk_entries_account_id",
                        column: x => x.account_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_entries_account_id_purchase_id_budget_period",
                        columns: x => new { x.account_id, x.purchase_id, x.budget_period },
                        principalTable: "lots",
                        principalColumns: new[] { "account_id", "purchase_id", "budget_period" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_entries_purchase_id",
                        column: x => x.purchase_id,
                        principalTable: "purchases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_entries_transfer_id",
                        column: x => x.transfer_id,
                        principalTable: "transfers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_account_leads_person_id",
                table: "account_leads",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_accounts_one_primary",
                table: "accounts",
                column: "tenant_id",
                unique: true,
                filter: "kind = 'tenant'");

            migrationBuilder.CreateIndex(
                name: "ix_accounts_parent_id",
                table: "accounts",
                column: "parent_id",
                filter: "parent_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_accounts_tenant_id_kind_name_key",
                table: "accounts",
                columns: new[] { "tenant_id", "kind", "name_key" },
                unique: true,
                filter: "status = 0");

            migrationBuilder.CreateIndex(
                name: "ix_accounts_tenant_id_ref_key",
                table: "accounts",
                columns: new[] { "tenant_id", "ref_key" },
                unique: true,
                filter: "status = 0 AND ref_key IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_accounts_with_figures",
                table: "accounts",
                column: "tenant_id",
                filter: "available_micro_credits > 0 OR reserved_micro_credits > 0 OR overage_micro_credits > 0");

            migrationBuilder.CreateIndex(
                name: "ix_alert_rules_tenant_id_review_from",
                table: "alert_rules",
                columns: new[] { "tenant_id", "review_from" },
                filter: "review_from IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_alerts_tenant_id_cause",
                table: "alerts",
                columns: new[] { "tenant_id", "cause" },
                unique: true,
                filter: "state <> 3");

            migrationBuilder.CreateIndex(
                name: "ix_alerts_tenant_id_snoozed_until",
                table: "alerts",
                columns: new[] { "tenant_id", "snoozed_until" },
                filter: "snoozed_until IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_alerts_tenant_id_state_id",
                table: "alerts",
                columns: new[] { "tenant_id", "state", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_alerts_unresolved_of_account",
                table: "alerts",
                column: "account_id",
                filter: "state <> 3");

            migrationBuilder.CreateIndex(
                name: "ix_api_keys_tenant_id_name_key",
                table: "api_keys",
                columns: new[] { "tenant_id", "name_key" },
                unique: true,
                filter: "revoked_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_audit_events_tenant_id_id",
                table: "audit_events",
                columns: new[] { "tenant_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_budget_periods_budget_id_number",
                table: "budget_periods",
                columns: new[] { "budget_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_budget_periods_tenant_id",
                table: "budget_periods",
                column: "tenant_id");

            migrationBuilder.CreateIndex(
                name: "ix_budget_periods_waiting",
                table: "budget_periods",
                columns: new[] { "source_id", "waiting_since", "id" },
                filter: "state = 2");

            migrationBuilder.CreateIndex(
                name: "ix_budgets_account_id",
                table: "budgets",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "ix_budgets_next_at",
                table: "budgets",
                column: "next_at",
                filter: "next_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_budgets_source_id",
                table: "budgets",
                column: "source_id",
                filter: "status = 1");

            migrationBuilder.CreateIndex(
                name: "ix_budgets_tenant_id",
                table: "budgets",
                column: "tenant_id");

            migrationBuilder.CreateIndex(
                name: "ix_budgets_tenant_id_key_hash",
                table: "budgets",
                columns: new[] { "tenant_id", "key_hash" },
                unique: true,
                filter: "key_hash IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_charges_estimates",
                table: "charges",
                column: "id",
                filter: "is_estimate = 1");

            migrationBuilder.CreateIndex(
                name: "ix_charges_tenant_id_key_hash",
                table: "charges",
                columns: new[] { "tenant_id", "key_hash" },
                unique: true,
                filter: "key_hash IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_credit_requests_answered_at",
                table: "credit_requests",
                column: "answered_at",
                filter: "state = 2");

            migrationBuilder.CreateIndex(
                name: "ix_credit_requests_tenant_id_filing_key",
                table: "credit_requests",
                columns: new[] { "tenant_id", "filing_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_credit_requests_tenant_id_state_id",
                table: "credit_requests",
                columns: new[] { "tenant_id", "state", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_deliveries_event_id_endpoint_id",
                table: "deliveries",
                columns: new[] { "event_id", "endpoint_id" },
                unique: true,
                filter: "endpoint_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_deliveries_event_id_person_id",
                table: "deliveries",
                columns: new[] { "event_id", "person_id" },
                unique: true,
                filter: "person_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_deliveries_given_up",
                table: "deliveries",
                column: "tenant_id",
                filter: "state = 3");

            migrationBuilder.CreateIndex(
                name: "ix_deliveries_next_attempt_at",
                table: "deliveries",
                column: "next_attempt_at",
                filter: "state = 1");

            migrationBuilder.CreateIndex(
                name: "ix_deliveries_tenant_id_created_at",
                table: "deliveries",
                columns: new[] { "tenant_id", "created_at" },
                filter: "person_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_deliveries_tenant_id_state_id",
                table: "deliveries",
                columns: new[] { "tenant_id", "state", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_denials_tenant_id_digest",
                table: "denials",
                columns: new[] { "tenant_id", "digest" });

            migrationBuilder.CreateIndex(
                name: "ix_denials_tenant_id_last_at",
                table: "denials",
                columns: new[] { "tenant_id", "last_at" });

            migrationBuilder.CreateIndex(
                name: "ix_entries_account_id_bucket_sequence",
                table: "entries",
                columns: new[] { "account_id", "bucket", "sequence" },
                filter: "account_id IS NOT NULL AND bucket = 3");

            migrationBuilder.CreateIndex(
                name: "ix_entries_account_id_sequence",
                table: "entries",
                columns: new[] { "account_id", "sequence" },
                unique: true,
                filter: "available_after_micro_credits IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_holds_standing",
                table: "holds",
                columns: new[] { "tenant_id", "expires_at", "id" },
                filter: "status = 0");

            migrationBuilder.CreateIndex(
                name: "ix_lots_budget_period",
                table: "lots",
                column: "budget_period",
                filter: "budget_period > 0");

            migrationBuilder.CreateIndex(
                name: "ix_lots_burn_order",
                table: "lots",
                columns: new[] { "account_id", "burn_ends_at", "purchase_id", "burn_free", "id" },
                filter: "available_micro_credits > 0");

            migrationBuilder.CreateIndex(
                name: "ix_lots_ending",
                table: "lots",
                columns: new[] { "tenant_id", "ends_at" },
                filter: "available_micro_credits > 0 AND ends_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_lots_purchase_id",
                table: "lots",
                column: "purchase_id");

            migrationBuilder.CreateIndex(
                name: "ix_model_aliases_tenant_id_alias",
                table: "model_aliases",
                columns: new[] { "tenant_id", "alias" });

            migrationBuilder.CreateIndex(
                name: "ix_model_prices_tenant_id_model_valid_from",
                table: "model_prices",
                columns: new[] { "tenant_id", "model", "valid_from" });

            migrationBuilder.CreateIndex(
                name: "ix_notification_settings_tenant_id",
                table: "notification_settings",
                column: "tenant_id");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_events_created_at",
                table: "outbox_events",
                column: "created_at",
                filter: "fanned_out_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_people_normalized_email",
                table: "people",
                column: "normalized_email",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_people_normalized_user_name",
                table: "people",
                column: "normalized_user_name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_people_tenant_id",
                table: "people",
                column: "tenant_id");

            migrationBuilder.CreateIndex(
                name: "ix_person_claims_user_id",
                table: "person_claims",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_person_logins_user_id",
                table: "person_logins",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_purchases_tenant_id",
                table: "purchases",
                column: "tenant_id");

            migrationBuilder.CreateIndex(
                name: "ix_purchases_transfer_id",
                table: "purchases",
                column: "transfer_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_saved_view_starts_view_id",
                table: "saved_view_starts",
                column: "view_id");

            migrationBuilder.CreateIndex(
                name: "ix_saved_views_tenant_id_person_id",
                table: "saved_views",
                columns: new[] { "tenant_id", "person_id" });

            migrationBuilder.CreateIndex(
                name: "ix_tenants_name",
                table: "tenants",
                column: "name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_texts_tenant_id_kind_value",
                table: "texts",
                columns: new[] { "tenant_id", "kind", "value" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_transfers_allocation",
                table: "transfers",
                column: "id",
                filter: "type = 2");

            migrationBuilder.CreateIndex(
                name: "ix_transfers_charge",
                table: "transfers",
                column: "charge_id",
                filter: "charge_id IS NOT NULL AND (type = 6 OR key_hash IS NULL)");

            migrationBuilder.CreateIndex(
                name: "ix_transfers_expiry",
                table: "transfers",
                column: "id",
                filter: "type = 7");

            migrationBuilder.CreateIndex(
                name: "ix_transfers_operation_id",
                table: "transfers",
                column: "operation_id",
                filter: "operation_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_transfers_purchase",
                table: "transfers",
                column: "id",
                filter: "type = 1");

            migrationBuilder.CreateIndex(
                name: "ix_transfers_refund",
                table: "transfers",
                column: "id",
                filter: "type = 6");

            migrationBuilder.CreateIndex(
                name: "ix_transfers_reversal",
                table: "transfers",
                column: "id",
                filter: "type = 8");

            migrationBuilder.CreateIndex(
                name: "ix_transfers_reverses_id",
                table: "transfers",
                column: "reverses_id",
                unique: true,
                filter: "reverses_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_transfers_tenant_id_key_hash",
                table: "transfers",
                columns: new[] { "tenant_id", "key_hash" },
                unique: true,
                filter: "key_hash IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_usage_days_account_id_dimension_day",
                table: "usage_days",
                columns: new[] { "account_id", "dimension", "day" });

            migrationBuilder.CreateIndex(
                name: "ix_usage_hours_tenant_id_day",
                table: "usage_hours",
                columns: new[] { "tenant_id", "day" });

            migrationBuilder.CreateIndex(
                name: "ix_webhook_endpoints_tenant_id_state",
                table: "webhook_endpoints",
                columns: new[] { "tenant_id", "state" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "account_leads");

            migrationBuilder.DropTable(
                name: "alert_cursors");

            migrationBuilder.DropTable(
                name: "alert_marks");

            migrationBuilder.DropTable(
                name: "alert_rules");

            migrationBuilder.DropTable(
                name: "alerts");

            migrationBuilder.DropTable(
                name: "api_keys");

            migrationBuilder.DropTable(
                name: "audit_events");

            migrationBuilder.DropTable(
                name: "audit_heads");

            migrationBuilder.DropTable(
                name: "budget_periods");

            migrationBuilder.DropTable(
                name: "consumer_groups");

            migrationBuilder.DropTable(
                name: "credit_requests");

            migrationBuilder.DropTable(
                name: "default_budgets");

            migrationBuilder.DropTable(
                name: "deliveries");

            migrationBuilder.DropTable(
                name: "denials");

            migrationBuilder.DropTable(
                name: "entries");

            migrationBuilder.DropTable(
                name: "leases");

            migrationBuilder.DropTable(
                name: "ledger_heads");

            migrationBuilder.DropTable(
                name: "model_aliases");

            migrationBuilder.DropTable(
                name: "model_price_parts");

            migrationBuilder.DropTable(
                name: "notification_settings");

            migrationBuilder.DropTable(
                name: "open_overages");

            migrationBuilder.DropTable(
                name: "operation_marks");

            migrationBuilder.DropTable(
                name: "person_claims");

            migrationBuilder.DropTable(
                name: "person_logins");

            migrationBuilder.DropTable(
                name: "person_tokens");

            migrationBuilder.DropTable(
                name: "saved_view_starts");

            migrationBuilder.DropTable(
                name: "seals");

            migrationBuilder.DropTable(
                name: "spend_policies");

            migrationBuilder.DropTable(
                name: "unpriced_days");

            migrationBuilder.DropTable(
                name: "usage_days");

            migrationBuilder.DropTable(
                name: "usage_hours");

            migrationBuilder.DropTable(
                name: "budgets");

            migrationBuilder.DropTable(
                name: "webhook_endpoints");

            migrationBuilder.DropTable(
                name: "outbox_events");

            migrationBuilder.DropTable(
                name: "lots");

            migrationBuilder.DropTable(
                name: "model_prices");

            migrationBuilder.DropTable(
                name: "saved_views");

            migrationBuilder.DropTable(
                name: "purchases");

            migrationBuilder.DropTable(
                name: "people");

            migrationBuilder.DropTable(
                name: "transfers");

            migrationBuilder.DropTable(
                name: "charges");

            migrationBuilder.DropTable(
                name: "holds");

            migrationBuilder.DropTable(
                name: "accounts");

            migrationBuilder.DropTable(
                name: "texts");

            migrationBuilder.DropTable(
                name: "tenants");
        }
    }
}
