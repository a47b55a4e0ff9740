using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Hosting;

namespace MindBot.Silo.Hosting;

/// <summary>
/// Grains that are rarely asked leave the memory after every call. Who called one of them meanwhile is sent on to its next activation, and so is whoever is not the first there:
/// the last of a crowd once for each that came before.
/// </summary>
public static class Forwarding
{
    /// <summary>The most that Orleans allows; of its own accord it refuses whoever has been sent on twice.</summary>
    private const int Most = 255;

    public static ISiloBuilder ForwardPatiently(this ISiloBuilder silo)
    {
        silo.Services.Configure<SiloMessagingOptions>(messaging => messaging.MaxForwardCount = Most);
        return silo;
    }
}
