using Microsoft.Extensions.Caching.Memory;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace MindBot.WebFront.Security;

/// <summary>
/// Remembers which tokens were found valid, so that a frontend that asks for its balance every second is not verified from scratch each time.
/// Only success is remembered, under the whole token, and never beyond its expiry. One handler serves one audience.
/// </summary>
internal sealed class RememberingTokenHandler : JsonWebTokenHandler
{
    private const int MostTokens = 20_000;

    private readonly TimeProvider time;
    private readonly MemoryCache valid = new(new MemoryCacheOptions { SizeLimit = MostTokens });

    public RememberingTokenHandler(TimeProvider time)
    {
        this.time = time;
        MapInboundClaims = false;
    }

    public override async Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
    {
        if (valid.TryGetValue(token, out TokenValidationResult? known) && time.GetUtcNow().UtcDateTime < known!.SecurityToken.ValidTo) return known;
        var result = await base.ValidateTokenAsync(token, validationParameters);
        if (result.IsValid) valid.Set(token, result, new MemoryCacheEntryOptions { Size = 1 });
        return result;
    }
}
