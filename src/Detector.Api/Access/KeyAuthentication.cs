using System.Net;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Detector.Api.Running;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Detector.Api.Access;

/// <summary>
/// Knows callers by their key (<c>Authorization: Bearer</c>, RFC 6750, or <c>X-Api-Key</c>). Without a file of keys, callers on this machine may do everything and nobody else anything.
/// </summary>
internal sealed class KeyAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, Current current, TimeProvider time)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "key";

    /// <summary>Name of a caller on this machine that needs no key.</summary>
    public const string Local = "local";

    private const string Bearer = "Bearer ";

    private static readonly AuthenticateResult LocalCaller = AuthenticateResult.Success(Ticket(Local, Enum.GetValues<Scope>()));

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(Authenticate());

    private AuthenticateResult Authenticate()
    {
        if (current.Keys.All.Count == 0 && !current.KeysWanted)
            return IsLocal(Context.Connection) ? LocalCaller : AuthenticateResult.Fail("Only callers on this machine are answered without keys. Start the service with a file of keys.");
        string? secret = Request.Headers.Authorization is [{ } given] && given.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? given[Bearer.Length..].Trim() : Request.Headers["X-Api-Key"];
        if (string.IsNullOrEmpty(secret)) return AuthenticateResult.Fail("A key is needed: 'Authorization: Bearer KEY'.");
        if (current.Keys.Find(secret) is not { } key) return AuthenticateResult.Fail("The key is not known.");
        if (key.Expires <= time.GetUtcNow()) return AuthenticateResult.Fail("The key has expired.");
        Context.Items[typeof(ApiKey)] = key;
        return AuthenticateResult.Success(Ticket(key.Name, key.Scopes));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var result = await HandleAuthenticateOnceSafeAsync().ConfigureAwait(false);
        Response.Headers.WWWAuthenticate = "Bearer";
        await Problems.Write(Context, StatusCodes.Status401Unauthorized, "key-needed", result.Failure?.Message ?? "A key is needed.").ConfigureAwait(false);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Problems.Write(Context, StatusCodes.Status403Forbidden, "scope-missing", $"The key '{Context.User.Identity?.Name}' lacks the scope this needs.");

    // A Unix socket has no address.
    private static bool IsLocal(ConnectionInfo connection) => connection.RemoteIpAddress is not { } address || IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);

    private static AuthenticationTicket Ticket(string name, IReadOnlyList<Scope> scopes)
    {
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.Name, name), .. scopes.Select(scope => new Claim(nameof(Scope), scope.ToString()))], SchemeName);
        return new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName);
    }
}
