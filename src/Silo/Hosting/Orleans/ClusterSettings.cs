using System.ComponentModel.DataAnnotations;
using System.Net;
using Microsoft.Extensions.Configuration;
using Orleans.Configuration;

namespace MindBot.Silo.Hosting;

/// <summary>How a silo takes its place in a cluster.</summary>
internal sealed class ClusterSettings
{
    /// <summary>Silos and fronts of the same name belong together, and share states.</summary>
    [Required, ConfigurationKeyName("MINDBOT_CLUSTER")]
    public string Cluster { get; set; } = "mindbot";

    /// <summary>The address under which the other silos and the fronts reach this one; null: the machine's first that is not its own.</summary>
    [ConfigurationKeyName("MINDBOT_SILO_ADDRESS")]
    public string? SiloAddress { get; set; }

    /// <summary>Where the other silos reach this one.</summary>
    [Range(1, 65535), ConfigurationKeyName("MINDBOT_SILO_PORT")]
    public int SiloPort { get; set; } = EndpointOptions.DEFAULT_SILO_PORT;

    /// <summary>Where the fronts reach it.</summary>
    [Range(1, 65535), ConfigurationKeyName("MINDBOT_GATEWAY_PORT")]
    public int GatewayPort { get; set; } = EndpointOptions.DEFAULT_GATEWAY_PORT;

    public void Apply(ClusterOptions cluster) => (cluster.ClusterId, cluster.ServiceId) = (Cluster, Cluster);

    public void Apply(EndpointOptions endpoint)
    {
        (endpoint.SiloPort, endpoint.GatewayPort) = (SiloPort, GatewayPort);
        if (SiloAddress is not null) endpoint.AdvertisedIPAddress = IPAddress.Parse(SiloAddress);
    }

    /// <summary>A silo by itself is its own cluster's first.</summary>
    public void Apply(DevelopmentClusterMembershipOptions alone) => alone.PrimarySiloEndpoint = new IPEndPoint(IPAddress.Loopback, SiloPort);
}
