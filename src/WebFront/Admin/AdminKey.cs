using System.Security.Cryptography;
using System.Text;
using MindBot.WebFront.Errors;

namespace MindBot.WebFront.Admin;

/// <summary>The operators' own key (<c>MINDBOT_ADMIN_KEY</c>), sent as <c>X-Admin-Key</c>. Only its hash is kept.</summary>
internal sealed class AdminKey(string key)
{
    public const string Setting = "MINDBOT_ADMIN_KEY", Header = "X-Admin-Key", OperatorHeader = "X-Operator";
    public const int MinBytes = 32;

    private readonly byte[] hash = Hash(key);

    public static bool IsStrongEnough(string key) => Encoding.UTF8.GetByteCount(key) >= MinBytes;

    /// <summary>In a time that does not tell how much of it was right.</summary>
    public bool Fits(string offered) => CryptographicOperations.FixedTimeEquals(hash, Hash(offered));

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}

/// <summary>Lets in who has the key and says who they are.</summary>
internal sealed class AdminFilter(AdminKey key) : IEndpointFilter
{
    private const int MaxNameLength = 100;

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var headers = context.HttpContext.Request.Headers;
        if (!key.Fits(headers[AdminKey.Header].ToString())) return Problem.Of(ErrorCodes.Unauthorized, $"A valid {AdminKey.Header} header is required.");
        var name = headers[AdminKey.OperatorHeader].ToString().Trim();
        if (name.Length is 0 or > MaxNameLength || name.Any(char.IsControl))
            return Problem.Of(ErrorCodes.InvalidField, $"The header {AdminKey.OperatorHeader} must say who you are, in at most {MaxNameLength} characters.");
        context.HttpContext.Items[AdminKey.OperatorHeader] = name;
        return await next(context);
    }
}
