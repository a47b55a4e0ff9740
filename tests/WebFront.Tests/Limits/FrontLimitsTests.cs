using System.Net;
using Microsoft.AspNetCore.Http;
using MindBot.WebFront.Limits;

namespace MindBot.WebFront.Tests.Limits;

public sealed class FrontLimitsTests
{
    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1")]
    [InlineData("::ffff:192.0.2.1", "192.0.2.1")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::")]
    public void A_customer_counts_by_address_and_with_IPv6_by_network(string remote, string counted)
    {
        var http = new DefaultHttpContext { Connection = { RemoteIpAddress = IPAddress.Parse(remote) } };
        Assert.Equal(counted, FrontLimits.AddressOf(http));
    }
}
