using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json.Serialization.Metadata;
using Bluebear.Dashboard.Identity;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Bluebear.Dashboard.Hosting.Api;

/// <summary>The description of the API at <c>/openapi/v1.json</c>, generated from the endpoints.</summary>
internal static class ApiDescription
{
    /// <summary>The member of an operation that names its required scope.</summary>
    public const string ScopeMember = "x-required-scope";

    private const string BodySuffix = "Body";
    private const string Version = "v1";
    private const string KeyScheme = "key";

    private const string Introduction = """
        Every call sends a key from Settings, Keys (`Authorization: Bearer KEY`). Amounts are decimal strings in answers, strings or numbers
        in requests; instants are RFC 3339 in UTC. A wallet is named by its id or its ref. A POST that moves credits honours
        `Idempotency-Key`: the same key with the same body is answered as the first time. Lists take `limit` (1 to 200) and `cursor`. Errors
        are `application/problem+json` with a stable `code`. Changes are told as they happen by SignalR at `/hubs/ledger`, with the same key.
        """;

    /// <summary>Adds the description.</summary>
    public static IServiceCollection AddApiDescription(this IServiceCollection services) => services.AddOpenApi(Version, options =>
    {
        options.ShouldInclude = static description => description.ActionDescriptor.EndpointMetadata.OfType<RequiredScope>().Any();
        // A member's possible values are described at the member.
        options.CreateSchemaReferenceId = static type =>
            SentConverters.ValueOf(type.Type) is null ? OpenApiOptions.CreateDefaultSchemaReferenceId(type) : null;
        options.AddSchemaTransformer(DescribeAsync);
        options.AddOperationTransformer(static (operation, context, _) => Describe(operation, context));
        options.AddDocumentTransformer(static (document, _, _) => Describe(document));
    });

    /// <summary>Maps it, open to everyone.</summary>
    public static void MapApiDescription(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();

    private static async Task DescribeAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellation)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        if (type == typeof(Credits))
        {
            schema.Type = JsonSchemaType.String;
            schema.Format = "decimal";
            schema.Description ??= "Credits as a decimal string with at most six decimals; requests may send a number.";
        }
        else if (type == typeof(long))
        {
            schema.Type = type == context.JsonTypeInfo.Type ? JsonSchemaType.Integer : JsonSchemaType.Integer | JsonSchemaType.Null;
            schema.Format = "int64";
        }
        else if (type == typeof(BookBound))
        {
            schema.Type = JsonSchemaType.String;
            schema.Description ??= "An instant, or a bare date, which means the start of the company's day.";
        }
        else if (type == typeof(DateTimeOffset))
        {
            schema.Type = type == context.JsonTypeInfo.Type ? JsonSchemaType.String : JsonSchemaType.String | JsonSchemaType.Null;
            schema.Format = "date-time";
        }
        else if (type.GetCustomAttribute<DescribedAsAttribute>() is { } shape)
        {
            await DescribeAsync(schema, shape, context, cancellation);
        }
        else if (SentConverters.ValueOf(type) is { } sent)
        {
            var value = await context.GetOrCreateSchemaAsync(Nullable.GetUnderlyingType(sent) ?? sent, null, cancellation);
            schema.OneOf = [new OpenApiSchema { Type = JsonSchemaType.Null }, value];
        }
        else if (type.Name.EndsWith(BodySuffix, StringComparison.Ordinal))
        {
            schema.Required = Needed(context.JsonTypeInfo);
        }
    }

    private static async Task DescribeAsync(
        OpenApiSchema schema, DescribedAsAttribute shape, OpenApiSchemaTransformerContext context, CancellationToken cancellation)
    {
        var value = await context.GetOrCreateSchemaAsync(shape.Value, null, cancellation);
        if (shape.OrFalse)
        {
            schema.OneOf = [value, new OpenApiSchema { Type = JsonSchemaType.Boolean, Enum = [false] }];
        }
        else if (shape.OrWord is null)
        {
            schema.Type = value.Type;
        }
        else
        {
            schema.OneOf = [value, new OpenApiSchema { Type = JsonSchemaType.String, Enum = [shape.OrWord] }];
        }
    }

    // A constructor requires all members, so the members that a call really needs are marked.
    private static HashSet<string> Needed(JsonTypeInfo body) =>
    [
        .. body.Properties.Where(static member => member.AttributeProvider?.IsDefined(typeof(RequiredAttribute), false) is true)
            .Select(static member => member.Name),
    ];

    private static Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var scope = metadata.OfType<RequiredScope>().Last().Scope;
        operation.Description = $"Requires a key with the scope `{scope}`.";
        operation.Extensions ??= new Dictionary<string, IOpenApiExtension>();
        operation.Extensions[ScopeMember] = new JsonNodeExtension(scope);
        if (metadata.OfType<HonoursIdempotencyKey>().Any())
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = IdempotencyKey.Header,
                In = ParameterLocation.Header,
                Description = "Makes the call happen once: a repeat gets the first answer. 1-255 printable ASCII characters.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = OperationKey.MaxLength },
            });
        }

        operation.Responses ??= [];
        if (metadata.OfType<TellsWhatIsLeft>().Any())
        {
            DescribeWhatIsLeft(operation.Responses);
        }

        operation.Responses["default"] = new OpenApiResponse
        {
            Description = "A problem document: code, detail, errors by field, trace_id.",
            Content = new Dictionary<string, OpenApiMediaType> { [ApiProblem.ContentType] = new() },
        };
        return Task.CompletedTask;
    }

    private static void DescribeWhatIsLeft(OpenApiResponses responses)
    {
        foreach (var answer in responses.Values.OfType<OpenApiResponse>())
        {
            answer.Headers ??= new Dictionary<string, IOpenApiHeader>();
            answer.Headers[WhatIsLeft.Header] = new OpenApiHeader
            {
                Description = "What a further request charged to the paying wallet could draw now, for keys with the scope `wallets:read`.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "decimal" },
            };
        }
    }

    private static Task Describe(OpenApiDocument document)
    {
        document.Info = new()
        {
            Title = "Bluebear Dashboard",
            Version = Version,
            Description = Introduction,
        };
        document.Components ??= new();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes[KeyScheme] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "A key from Settings, Keys. Its scopes: " + string.Join(", ", ApiScopes.All) + ".",
        };
        document.Security = [new() { [new OpenApiSecuritySchemeReference(KeyScheme, document)] = [] }];
        return Task.CompletedTask;
    }
}
