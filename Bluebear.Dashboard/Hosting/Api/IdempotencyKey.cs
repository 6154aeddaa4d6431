using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;

namespace Bluebear.Dashboard.Hosting.Api;

/// <summary>
/// The key that makes a call happen once: the header <c>Idempotency-Key</c>, or a new key if the caller sends none.
/// </summary>
/// <param name="Key">The operation's key.</param>
public sealed record IdempotencyKey(OperationKey Key) : IEndpointParameterMetadataProvider
{
    /// <summary>The header.</summary>
    public const string Header = "Idempotency-Key";

    /// <summary>Reads the header. An empty or malformed one is 400.</summary>
    public static ValueTask<IdempotencyKey?> BindAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!context.Request.Headers.TryGetValue(Header, out var values))
        {
            return new(new IdempotencyKey(OperationKey.New()));
        }

        return values.Count == 1 && OperationKey.IsWellFormed(values[0]) && !string.IsNullOrWhiteSpace(values[0])
            ? new(new IdempotencyKey(new OperationKey(values[0]!)))
            : throw new ApiProblemException(ApiProblem.Invalid(Header, "A key has 1 to 255 printable ASCII characters."));
    }

    /// <summary>Tells the API's description that the endpoint uses the header.</summary>
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Metadata.Add(new HonoursIdempotencyKey());
    }
}

/// <summary>Marks an endpoint that uses <see cref="IdempotencyKey.Header"/>.</summary>
public sealed class HonoursIdempotencyKey;
