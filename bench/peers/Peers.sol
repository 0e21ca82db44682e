// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {ERC721A} from "erc721a/contracts/ERC721A.sol";
import {ERC721 as SoladyERC721} from "solady/src/tokens/ERC721.sol";

// Well-known tokens with an open mint, compiled with our settings: what the gas table compares with. Never deployed.

contract OpenZeppelinPeer is ERC721("Peer", "PEER") {
    function mint(address to, uint256 tokenId) external {
        _mint(to, tokenId);
    }
}

contract SoladyPeer is SoladyERC721 {
    function mint(address to, uint256 tokenId) external {
        _mint(to, tokenId);
    }

    function name() public pure override returns (string memory) {
        return "Peer";
    }

    function symbol() public pure override returns (string memory) {
        return "PEER";
    }

    function tokenURI(uint256) public pure override returns (string memory) {
        return "";
    }
}

contract ERC721APeer is ERC721A("Peer", "PEER") {
    function mint(address to) external {
        _mint(to, 1);
    }
}
